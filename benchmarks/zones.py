"""Every time zone there is, every day of thirteen years: exactly one firing a local day, at the wall time.

    .venv/bin/python benchmarks/zones.py [--zones Europe/Oslo …] [--all]

Every day is tried at eight; the days on which clocks are moved, and those beside them, at every quarter of an hour. `--all` tries
every day at every quarter, which takes a day and a night.
"""

from __future__ import annotations

import argparse
import time

import here  # noqa: F401

# isort: split
from tests.support.every_zone import FIRST, LAST, SLOTS, changes, different, faults, zones


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--zones", nargs="*", default=different())
    parser.add_argument("--all", action="store_true")
    asked = parser.parse_args()
    began, wrong, tried, days = time.monotonic(), 0, 0, (LAST - FIRST).days + 1
    for zone in asked.zones:
        near = [] if asked.all else changes(zone)
        found = faults(zone, SLOTS if asked.all else ("08:00",)) + [
            each for day in near for each in faults(zone, SLOTS, day, day)
        ]
        tried += days * len(SLOTS) if asked.all else days + len(near) * len(SLOTS)
        wrong += len(found)
        for line in found[:5]:
            print(line, flush=True)
    spent, names = time.monotonic() - began, f"{len(asked.zones)} different zones of {len(zones())} names"
    print(f"{names}, {FIRST} to {LAST}: {tried:,} firings looked for, {wrong} wrong; {spent:.0f} s")
    return 1 if wrong else 0


if __name__ == "__main__":
    raise SystemExit(main())
