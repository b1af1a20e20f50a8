"""What was acknowledged survives `kill -9` of the whole server. A sample here; `benchmarks/durability.py` runs the whole."""

from __future__ import annotations

import os
from pathlib import Path

from tests.support.applications import application, disposed, environment
from tests.support.databases import fresh_database
from tests.support.durability import Outcome, kill_again_and_again

SEED = int(os.environ["EGENPLAN_SEED"])


def test_an_acknowledged_check_in_is_there_once_after_every_kill(database_url: str, tmp_path: Path) -> None:
    engine = "sqlite" if database_url.startswith("sqlite") else "postgresql"
    outcome = killed(engine, tmp_path, cycles=6)
    assert outcome.acknowledged > 20, outcome
    assert outcome.lost == 0, outcome
    assert outcome.doubled == 0, outcome


def test_the_rig_finds_a_commit_that_comes_after_the_answer(tmp_path: Path) -> None:
    outcome = killed("sqlite", tmp_path, cycles=3, module="tests.support.forgetful:build()")
    assert outcome.lost > 0, outcome


def killed(engine: str, folder: Path, *, cycles: int, module: str = "wsgi:app") -> Outcome:
    print(f"EGENPLAN_SEED={SEED}")  # noqa: T201
    with fresh_database(engine, folder) as url, disposed(application(url, folder)) as app:
        return kill_again_and_again(app, environment(url, folder), cycles=cycles, seed=SEED, module=module)
