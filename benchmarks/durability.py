"""Kills the server at random moments while two patients check in, and looks for what was acknowledged and is not there.

    .venv/bin/python benchmarks/durability.py [--cycles 200] [--database sqlite|postgresql] [--seed N] [--planted]

`--planted` commits after the answer: a rig that loses nothing then would be worth nothing.
"""

from __future__ import annotations

import argparse
import random
import time

import here  # noqa: F401

# isort: split
from stage import stage

from tests.support.durability import kill_again_and_again


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cycles", type=int, default=200)
    parser.add_argument("--database", choices=("sqlite", "postgresql"), default="sqlite")
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(1_000_000))
    parser.add_argument("--planted", action="store_true")
    asked = parser.parse_args()
    module = "tests.support.forgetful:build()" if asked.planted else "wsgi:app"
    began = time.monotonic()
    with stage(asked.database) as (app, settings):
        outcome = kill_again_and_again(app, settings, cycles=asked.cycles, seed=asked.seed, module=module)
    bound = f"; at most {3 / outcome.acknowledged:.2%} with 95 % certainty" if outcome.lost == 0 and outcome.acknowledged else ""
    print(
        f"{asked.database}, seed {asked.seed}: {outcome.cycles} kills, {outcome.acknowledged} acknowledged, "
        f"{outcome.lost} lost, {outcome.doubled} doubled{bound}; {time.monotonic() - began:.0f} s"
    )
    return 1 if outcome.lost or outcome.doubled else 0


if __name__ == "__main__":
    raise SystemExit(main())
