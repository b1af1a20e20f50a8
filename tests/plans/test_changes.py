"""What changed between two revisions of a row."""

from __future__ import annotations

import pytest

from app.plans.rules.changes import SHOWN, Kind, change_between

ZONE = {"level": "yellow", "condition": "Tungpusten", "action": "Hvil", "language": "nb", "deleted_at": None, "version": 1}


def test_a_row_without_a_past_was_added():
    assert change_between("zone", None, ZONE).kind is Kind.ADDED


def test_only_what_differs_is_told():
    change = change_between("zone", ZONE, ZONE | {"action": "Ring oss", "version": 2})
    assert [field.field for field in change.fields] == ["action"]
    assert (change.fields[0].old, change.fields[0].new) == ({"action": "Hvil"}, {"action": "Ring oss"})


def test_what_no_reader_sees_is_no_change():
    assert change_between("zone", ZONE, ZONE | {"version": 2, "position": 3, "updated_at": "2026-01-01"}) is None


def test_taken_away_and_taken_up_again():
    gone = ZONE | {"deleted_at": "2026-01-01"}
    assert change_between("zone", ZONE, gone).kind is Kind.REMOVED
    assert change_between("zone", gone, ZONE).kind is Kind.RESTORED
    assert change_between("zone", gone, gone | {"action": "Annet"}) is None


def test_a_rhythm_is_one_field():
    old = {"rrule": "FREQ=DAILY", "times": ["07:00"], "latest_by": None}
    change = change_between("measure", old, old | {"times": ["08:00"], "latest_by": "10:00"})
    assert [field.field for field in change.fields] == ["rhythm"]


@pytest.mark.parametrize(("entity", "field"), [(entity, field) for entity in SHOWN for field in SHOWN[entity]])
def test_every_field_that_is_shown_is_noticed(entity, field):
    old = dict.fromkeys(SHOWN[entity][field], "før")
    change = change_between(entity, old, dict.fromkeys(old, "nå"))
    assert [found.field for found in change.fields] == [field]
