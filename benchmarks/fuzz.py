"""Walks of hostile and stale requests through every mouth for other systems, and what was wrong with any answer.

    .venv/bin/python benchmarks/fuzz.py [--requests 1000000] [--database sqlite|postgresql] [--seed N] [--processes 2]
                                        [--resume FILE] [--minutes M] [--only WALK] [--table]

With `--resume`, each walk that is done is a line in FILE, and the same command again goes on where it stopped; the seed is the
file's own. `--only` walks one walk, told by a fault, once more. `--table` sends the whole table of hostile requests to every
address instead. Ends with 1 where anything was wrong.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import random
import time
from collections import Counter
from pathlib import Path
from typing import Any

import here  # noqa: F401

# isort: split
from resuming import keep, read
from stage import stage

from tests.fuzz.house import House
from tests.fuzz.table import table
from tests.fuzz.test_table import send
from tests.fuzz.verdicts import faults
from tests.fuzz.walk import SLOW, STEPS, Walk

# A database and a process of its own for so many walks: neither may grow without end.
CHUNK = 25
TOO_MUCH_CPU = 0.25


def main() -> int:
    asked = options()
    done = list(read(asked.resume)) if asked.resume else []
    if done:
        asked.seed = done[0]["seed"]
    print(f"{asked.database}, seed {asked.seed}", flush=True)
    if asked.table:
        return whole_table(asked.database)
    if asked.only is not None:
        return judged([each for each in chunk((asked.database, asked.seed, [asked.only]))])
    walks = range(-(-asked.requests // (STEPS + 1)))
    left = sorted(set(walks) - {each["walk"] for each in done})
    chunks = [(asked.database, asked.seed, left[at : at + CHUNK]) for at in range(0, len(left), CHUNK)]
    began = time.monotonic()
    with multiprocessing.get_context("fork").Pool(asked.processes, maxtasksperchild=1) as pool:
        for found in pool.imap_unordered(chunk, chunks):
            done += found
            if asked.resume:
                keep(asked.resume, found)
            print(f"{sum(each['requests'] for each in done)} requests, {time.monotonic() - began:.0f} s", flush=True)
            if time.monotonic() - began > asked.minutes * 60:
                pool.terminate()
                break
    return judged(done)


def options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--requests", type=int, default=1_000_000)
    parser.add_argument("--database", choices=("sqlite", "postgresql"), default="sqlite")
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(1_000_000))
    parser.add_argument("--processes", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--resume", type=Path)
    parser.add_argument("--minutes", type=float, default=float("inf"))
    parser.add_argument("--only", type=int)
    parser.add_argument("--table", action="store_true")
    return parser.parse_args()


def chunk(what: tuple[str, int, list[int]]) -> list[dict[str, Any]]:
    """Some walks over one new database; each as a line to keep."""
    database, seed, walks = what
    found: list[dict[str, Any]] = []
    with stage(database) as (app, _):
        early = 0.0
        for number in walks:
            outcome = Walk(app, seed, number).walk()
            line = {"seed": seed, "walk": number, "requests": outcome.requests, "classes": dict(outcome.classes)}
            found.append(line | {"wrong": outcome.wrong, "slow": outcome.slow, "slowest": outcome.slowest, "grown": 0.0})
            early = early or (memory() if len(found) >= CHUNK // 5 else 0.0)
        if early:
            found[-1]["grown"] = memory() / early - 1
    return found


def judged(done: list[dict[str, Any]]) -> int:
    """Tell what was found; answers the exit code."""
    classes: Counter[str] = Counter()
    for each in done:
        classes.update(each["classes"])
    wrong = [fault for each in done for fault in each["wrong"]]
    slowest, where = max((tuple(each["slowest"]) for each in done), default=(0.0, ""))
    print(
        f"{sum(each['requests'] for each in done)} requests: " + ", ".join(f"{name} {classes[name]}" for name in sorted(classes))
    )
    print(f"{sum(each['slow'] for each in done)} took more than {SLOW:.0f} s of processor; the slowest {slowest:.3f} s: {where}")
    print(f"memory grew by at most {max((each['grown'] for each in done), default=0):.1%} in a process")
    print(f"{len(wrong)} wrong")
    for fault in wrong[:200]:
        print(f"  {fault}")
    return 1 if wrong or sum(each["slow"] for each in done) else 0


def whole_table(database: str) -> int:
    """Every row to every address."""
    rows, wrong, slowest, over, sent = table(), [], (0.0, ""), 0, 0
    with stage(database) as (app, _), app.app_context():
        house = House(app)
        for target in house.targets():
            for row in (each for each in rows if target.good is not None or not each.body):
                before = time.process_time()
                answer = send(house, target, row)
                busy = time.process_time() - before
                path = answer.request.path if answer.request else target.address
                wrong += [f"{each}: {target.name} with {row.name}" for each in faults(answer, row.method or target.method, path)]
                sent, over = sent + 1, over + (busy > TOO_MUCH_CPU)
                slowest = max(slowest, (busy, f"{target.name} with {row.name}"))
    print(f"{len(rows)} rows, {sent} requests, {len(wrong)} wrong; {over} took more than {TOO_MUCH_CPU} s of processor")
    print(f"the slowest {slowest[0]:.3f} s: {slowest[1]}")
    print("\n".join(wrong[:200]))
    return 1 if wrong or over else 0


def memory() -> float:
    """What this process holds, in pages."""
    return float(Path("/proc/self/statm").read_text().split()[1])


if __name__ == "__main__":
    raise SystemExit(main())
