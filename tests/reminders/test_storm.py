"""Workers killed at random under a storm: nothing lost, nothing shown twice. The whole of it: `benchmarks/reminders.py kill`."""

from __future__ import annotations

import os
import random
import warnings

import pytest
from flask import Flask

from tests.support.applications import application, disposed
from tests.support.storm.storm import Storm
from tests.support.storm.workers import deaf, forgetful, remind, untidy

SEED = int(os.environ["EGENPLAN_SEED"])


@pytest.fixture
def storm(database_url, tmp_path):
    """A database of its own: what other tests left due is not counted."""
    from tests.support.databases import fresh_database

    engine = "sqlite" if database_url.startswith("sqlite") else "postgresql"
    with fresh_database(engine, tmp_path) as url, disposed(application(url, tmp_path)) as app, warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # a fork beside threads, of which these tests have none that write
        yield make(app, tmp_path)


def make(app: Flask, folder) -> Storm:
    return Storm(app, folder / "storm", 600, batch=60, lease=2, pace=0.002, before=True)


def test_nothing_is_lost_and_nothing_shown_twice(storm):
    found = storm.kill_at_random(5, 2, random.Random(SEED), remind, done=150)

    assert (found.lost, found.shown_twice, found.unsettled, found.standing) == (0, 0, 0, 0), f"seed {SEED}: {found}"
    assert found.beside == 0, f"seed {SEED}: {found}"
    assert (found.killed, found.done) == (5, 150)
    assert found.posted_again <= found.killed * 60


def test_a_topic_of_its_own_for_each_attempt_would_be_found(storm):
    storm.worker(forgetful).join()

    found = storm.judged()
    assert found.lost and found.shown_twice


def test_what_stands_although_it_is_done_would_be_found(storm):
    storm.worker(remind).join()

    found = storm.kill_at_random(0, 0, random.Random(SEED), deaf, done=150)
    assert found.standing == 150, f"seed {SEED}: {found}"


def test_what_stands_beside_what_came_before_would_be_found(storm):
    storm.worker(untidy).join()

    assert storm.judged().beside == 600
