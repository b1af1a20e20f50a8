"""Which lines of the log belong together."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from uuid import uuid4

from app.access_log.rules import Act, LogLine, visits

LINE = LogLine(uuid4(), "Nina Testesen", "Prøvesund", "follow-up", "treatment", True, datetime(2026, 5, 4, 12, tzinfo=UTC))


def test_the_same_on_one_day_is_one_act_with_its_moments():
    earlier = replace(LINE, at=LINE.at.replace(hour=8))
    ((_, (visit,)),) = visits([LINE, earlier], "Europe/Oslo")
    assert visit.acts == (Act("follow-up", (LINE.at, earlier.at)),)


def test_another_purpose_is_another_act_of_the_same_person():
    ((_, (visit,)),) = visits([LINE, replace(LINE, purpose="acknowledge")], "Europe/Oslo")
    assert [act.purpose for act in visit.acts] == ["follow-up", "acknowledge"]


def test_another_person_is_another_visit():
    ((_, found),) = visits([LINE, replace(LINE, actor_id=uuid4())], "Europe/Oslo")
    assert len(found) == 2


def test_what_came_through_a_system_stands_by_itself():
    called = replace(LINE, source_system="Prøve-EPJ 1.0", basis="SAMTYKKE")
    ((_, found),) = visits([LINE, called], "Europe/Oslo")
    assert [visit.line.source_system for visit in found] == [None, "Prøve-EPJ 1.0"]


def test_a_refusal_is_never_hidden_behind_what_was_granted():
    ((_, found),) = visits([LINE, replace(LINE, granted=False, ground="none")], "Europe/Oslo")
    assert [visit.line.granted for visit in found] == [True, False]


def test_days_are_the_patients_own():
    late = replace(LINE, at=datetime(2026, 5, 4, 22, 30, tzinfo=UTC))
    assert [day for day, _ in visits([late, LINE], "Europe/Oslo")] == [date(2026, 5, 5), date(2026, 5, 4)]
