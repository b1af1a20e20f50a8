"""Schedules of what befalls a phone, in a real browser against a real server, and what was lost, doubled or untrue.

    .venv/bin/python benchmarks/schedules.py [--schedules 1000] [--seed N] [--processes 1] [--resume FILE] [--only N]
                                             [--database sqlite|postgresql] [--browser chromium|firefox]

With `--resume`, each schedule that is done is a line in FILE, and the same command again goes on where it stopped; the seed is
the file's own. `--only` does one schedule, told by its number, once more, and tells how it went. Ends with 1 where anything was
wrong. Whatever takes too long is ended, done once more in a new browser, and counted. CHROMIUM names another Chromium than the
one on the path: chromium-headless-shell, which draws no window, takes a third less of the processor.
"""

from __future__ import annotations

import argparse
import faulthandler
import multiprocessing
import random
import tempfile
import time
from collections import Counter
from multiprocessing import parent_process
from pathlib import Path
from typing import Any

import here  # noqa: F401

# isort: split
from playwright.sync_api import sync_playwright
from resuming import keep, read
from stage import stage

from tests.browser.outbox.schedule.firefox import Firefox
from tests.browser.outbox.schedule.house import house
from tests.browser.outbox.schedule.phone import Phone
from tests.browser.outbox.schedule.rig import Rig
from tests.browser.outbox.schedule.verdict import KINDS

KINDS_OF_PHONE = {"chromium": Phone, "firefox": Firefox}
# A database, a server, a browser and a process of its own for so many: none may grow without end.
CHUNK = 10
# Should even the ending of a browser come to no end, the process ends; its schedules are done again, once.
LAST_RESORT = 600


def main() -> int:
    asked = options()
    with tempfile.TemporaryDirectory() as folder:
        path = asked.resume or Path(folder) / "schedules.jsonl"
        done = list(read(path))
        seed = done[0]["seed"] if done else asked.seed
        print(f"{asked.browser}, {asked.database}, seed {seed}", flush=True)
        wanted = [asked.only] if asked.only is not None else range(asked.schedules)
        if asked.only is not None:
            path = Path(folder) / "only.jsonl"
        for _ in range(2):
            left = sorted(set(wanted) - {each["schedule"] for each in read(path)})
            together(asked, path, seed, [left[at : at + CHUNK] for at in range(0, len(left), CHUNK)])
        by_number = {each["schedule"]: each for each in read(path)}
        return judged([by_number[number] for number in wanted if number in by_number], len(wanted))


def options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--schedules", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(1_000_000))
    parser.add_argument("--processes", type=int, default=1)
    parser.add_argument("--resume", type=Path)
    parser.add_argument("--only", type=int)
    parser.add_argument("--database", choices=("sqlite", "postgresql"), default="sqlite")
    parser.add_argument("--browser", choices=tuple(KINDS_OF_PHONE), default="chromium")
    return parser.parse_args()


def together(asked: argparse.Namespace, path: Path, seed: int, chunks: list[list[int]]) -> None:
    """So many chunks at a time as there are to be processes."""
    running: list[Any] = []
    began = time.monotonic()
    while chunks or running:
        while chunks and len(running) < asked.processes:
            given = (asked, path, seed, chunks.pop(0))
            process = multiprocessing.get_context("spawn").Process(target=chunk, args=given)
            process.start()
            running.append(process)
        time.sleep(0.2)
        if any(not each.is_alive() for each in running):
            running = [each for each in running if each.is_alive()]
            done = list(read(path))
            print(
                f"{len(done)} schedules, {sum(bool(each['wrong']) for each in done)} wrong, {time.monotonic() - began:.0f} s",
                flush=True,
            )


def chunk(asked: argparse.Namespace, path: Path, seed: int, numbers: list[int]) -> None:
    """Some schedules over one new database; each is a line in the file as soon as it is done."""
    with (
        stage(asked.database) as (app, settings),
        tempfile.TemporaryDirectory() as folder,
        house(app, settings, Path(folder)) as served,
        sync_playwright() as playwright,
    ):
        rig = Rig(playwright, served, kind=KINDS_OF_PHONE[asked.browser])
        for number in numbers:
            if not parent_process().is_alive():  # type: ignore[union-attr]
                break
            faulthandler.dump_traceback_later(LAST_RESORT, exit=True)
            outcome = rig.run(seed, number)
            line = {
                "seed": seed,
                "schedule": number,
                "seconds": round(outcome.seconds, 1),
                "met": outcome.met,
                "wrong": outcome.wrong,
                "unfinished": outcome.unfinished,
            }
            keep(path, [line | ({"told": str(outcome)} if outcome.wrong else {})])
            if asked.only is not None:
                print(outcome, *outcome.unfinished, sep="\n", flush=True)
        faulthandler.cancel_dump_traceback_later()
        rig.close()


def judged(done: list[dict[str, Any]], wanted: int) -> int:
    """Tell what was met and what was found; answers the exit code."""
    met: Counter[str] = Counter()
    for each in done:
        met.update(each["met"])
    wrong = [fault for each in done for fault in each["wrong"]]
    kinds = Counter(fault.split(":")[0] for fault in wrong)
    missing = wanted - len(done)
    print(f"{len(done)} schedules, {sum(each['seconds'] for each in done) / max(1, len(done)):.1f} s each")
    print(", ".join(f"{met[name]} {name}" for name in sorted(met)))
    print(", ".join(f"{kinds[kind]} {kind}" for kind in KINDS) + f", {missing} never done")
    for each in done:
        if each["wrong"]:
            print(f"{each['told']}\n  again: --seed {each['seed']} --only {each['schedule']}")
    return 1 if wrong or missing else 0


if __name__ == "__main__":
    raise SystemExit(main())
