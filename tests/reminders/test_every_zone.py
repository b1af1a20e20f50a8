"""Exactly one firing a local day, wherever somebody lives. The whole of it: `benchmarks/zones.py`."""

from __future__ import annotations

import os
import random
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from tests.support import every_zone
from tests.support.every_zone import faults, right, zones

SEED = int(os.environ["EGENPLAN_SEED"])
# Half-hour changes, changes at midnight, a day left out, changes twice in a month, none at all.
ALWAYS = ("Europe/Oslo", "Australia/Lord_Howe", "America/Havana", "Africa/Casablanca", "Asia/Beirut", "Antarctica/Troll", "UTC")


@pytest.mark.parametrize("zone", [*ALWAYS, *random.Random(SEED).sample(zones(), 8)])
def test_one_firing_a_day_at_the_wall_time(zone):
    slots = ("00:00", "00:30", "02:00", "02:30", "03:00", "08:00", "23:45")
    assert faults(zone, slots, date(2024, 1, 1), date(2028, 12, 31)) == [], f"seed {SEED}"


def test_a_day_that_was_left_out_has_none():
    assert faults("Pacific/Apia", ("08:00",), date(2011, 12, 28), date(2012, 1, 2)) == []


def test_a_gap_fires_at_its_end_and_a_fold_once():
    spring, autumn = date(2026, 3, 29), date(2026, 10, 25)
    rhythm = every_zone.Rhythm("FREQ=DAILY", ("02:30",), None, date(2026, 1, 1), None, "Europe/Oslo")
    follow = every_zone.Follow(rhythm, (), "Europe/Oslo")
    assert [each.fires_at.isoformat() for each in every_zone.firings(follow, spring, spring)] == ["2026-03-29T01:00:00+00:00"]
    assert [each.fires_at.isoformat() for each in every_zone.firings(follow, autumn, autumn)] == ["2026-10-25T00:30:00+00:00"]


@pytest.mark.parametrize("shift", [timedelta(hours=1), timedelta(hours=-1), timedelta(minutes=1), timedelta(days=1)])
def test_a_wrong_moment_would_be_found(shift):
    moment = datetime(2026, 6, 1, 8, tzinfo=ZoneInfo("Europe/Oslo"))
    assert right((date(2026, 6, 1), "08:00"), moment, "Europe/Oslo")
    assert not right((date(2026, 6, 1), "08:00"), moment + shift, "Europe/Oslo")


def test_the_second_of_two_would_be_found():
    """Half past two is shown twice that night; only the first is right."""
    key = (date(2026, 10, 25), "02:30")
    first, second = (datetime(2026, 10, 25, 2, 30, tzinfo=ZoneInfo("Europe/Oslo"), fold=fold) for fold in (0, 1))
    assert right(key, first.astimezone(ZoneInfo("UTC")), "Europe/Oslo")
    assert not right(key, second.astimezone(ZoneInfo("UTC")), "Europe/Oslo")
