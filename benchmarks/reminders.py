"""How fast reminders are taken, and whether any is lost or shown twice when workers are killed.

    .venv/bin/python benchmarks/reminders.py claims [--database sqlite|postgresql]
    .venv/bin/python benchmarks/reminders.py kill [--reminders 100000] [--kills 200] [--seed N] [--planted]

`claims` prints claims a second for 1 to 4 workers: the claim alone, and with all that is read, decided and written, whose
messages are taken at once (sending over the net is another command). `kill` keeps workers running and kills one at a random
moment, again and again, while people do a fifth of what they are reminded of. `--planted` gives every attempt a topic of its
own: a rig that finds nothing then would be worth nothing.
"""

from __future__ import annotations

import argparse
import random
import resource
import time
from pathlib import Path

import here  # noqa: F401

# isort: split
from stage import stage

from tests.support.storm.storm import Storm
from tests.support.storm.workers import forgetful, only_claim, only_write, remind


def main() -> int:
    asked = _arguments()
    wrong = 0
    for engine in [asked.database] if asked.database else ["sqlite", "postgresql"]:
        with stage(engine) as (app, settings):
            storm = Storm(app, Path(settings["EGENPLAN_INSTANCE"]) / "storm", asked.reminders, batch=asked.batch)
            wrong += _claims(engine, storm) if asked.what == "claims" else _kill(engine, storm, asked)
    return 1 if wrong else 0


def _claims(engine: str, storm: Storm) -> int:
    for what, do in (("claimed", only_claim), ("claimed, decided, written", only_write)):
        for workers in (1, 2, 3, 4):
            storm.again()
            began, before = time.perf_counter(), _processor_time()
            running = [storm.worker(do) for _ in range(workers)]
            for each in running:
                each.join()
            rate, cost = len(storm.ids) / (time.perf_counter() - began), (_processor_time() - before) / len(storm.ids) * 1e6
            print(
                f"{engine:10} {what:26} {workers} × {storm.limits.batch}: {rate:8,.0f}/s, {cost:6,.0f} µs of processor",
                flush=True,
            )
    return 0


def _processor_time() -> float:
    """Of the workers that have ended; what a database server of its own spends is not in it."""
    spent = resource.getrusage(resource.RUSAGE_CHILDREN)
    return spent.ru_utime + spent.ru_stime


def _kill(engine: str, storm: Storm, asked: argparse.Namespace) -> int:
    began = time.monotonic()
    sink, done = (forgetful, 0) if asked.planted else (remind, asked.reminders // 5)
    found = storm.kill_at_random(asked.kills, asked.workers, random.Random(asked.seed), sink, done)
    print(
        f"{engine}, seed {asked.seed}: {found.due:,} due, {found.killed} workers killed: {found.lost} lost, "
        f"{found.shown_twice} shown twice; {found.posted_again} posted again under the topic they had, "
        f"{found.unsettled} not written as sent; {found.done:,} done meanwhile, {found.standing} of them still standing, "
        f"{found.beside} of the day before beside the day's; "
        f"{time.monotonic() - began:.0f} s",
        flush=True,
    )
    return found.lost + found.shown_twice + found.standing + found.beside


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=["claims", "kill"])
    parser.add_argument("--database", choices=["sqlite", "postgresql"])
    parser.add_argument("--reminders", type=int, default=100_000)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--workers", type=int, default=3)
    parser.add_argument("--batch", type=int, default=500)
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(1_000_000))
    parser.add_argument("--planted", action="store_true")
    return parser.parse_args()


if __name__ == "__main__":
    raise SystemExit(main())
