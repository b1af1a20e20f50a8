"""Revisions told as events."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import uuid4

from app.plans.rules.events import Step, events

NURSE, DOCTOR = uuid4(), uuid4()


def test_what_was_written_in_one_go_is_one_event():
    plan, zone = a_step("plan", 3), a_step("zone", 2, ago=0.01)
    assert events([plan, zone]) == [(plan, zone)]


def test_another_person_is_another_event():
    assert len(events([a_step("zone", 2), a_step("goal", 2, ago=0.01, by=DOCTOR)])) == 2


def test_another_moment_is_another_event():
    assert len(events([a_step("zone", 2), a_step("goal", 2, ago=5)])) == 2


def test_two_versions_of_one_row_are_two_events():
    row = uuid4()
    assert len(events([a_step("zone", 3, of=row), a_step("zone", 2, of=row, ago=0.01)])) == 2


def test_a_changed_plan_is_the_last_of_its_event():
    earlier, changed = a_step("zone", 2), a_step("plan", 2, ago=0.01)
    assert events([earlier, changed]) == [(earlier,), (changed,)]


def test_a_new_plan_is_the_first_of_its_event():
    zone, born, before = a_step("zone", 1), a_step("plan", 1, ago=0.01), a_step("goal", 4, ago=0.02)
    assert events([zone, born, before]) == [(zone, born), (before,)]


def test_within_one_moment_a_new_plan_still_takes_its_parts_along():
    zone, born, contact = a_step("zone", 1), a_step("plan", 1), a_step("contact", 1)
    assert [set(event) for event in events([zone, born, contact])] == [{zone, born, contact}]


def test_within_one_moment_a_changed_plan_still_takes_its_parts_along():
    zone, changed = a_step("zone", 2), a_step("plan", 2)
    assert events([zone, changed]) == [(changed, zone)]


def a_step(entity: str, version: int, *, ago: float = 0, by=NURSE, of=None) -> Step:
    at = datetime(2026, 5, 1, 12, tzinfo=UTC) - timedelta(seconds=ago)
    return Step(uuid4(), entity, of or uuid4(), version, at, by)
