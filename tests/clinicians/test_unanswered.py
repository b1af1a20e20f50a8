"""When a check-in that was agreed on is missing."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from app.clinicians.rules.unanswered import unanswered_since
from app.measures.rules import Answer, Rhythm, State

SUNDAY_NOON = datetime(2026, 11, 22, 11, tzinfo=UTC)  # 12:00 in Oslo
DAILY = Rhythm("FREQ=DAILY", (), "10:00", date(2026, 11, 1), None, "Europe/Oslo")


def test_past_its_latest_by_a_check_in_is_missing():
    assert _since(DAILY, last="2026-11-21T09:00") == date(2026, 11, 22)


def test_before_its_latest_by_it_is_not():
    assert _since(replace(DAILY, latest_by="18:00"), last="2026-11-21T09:00") is None


def test_the_day_is_the_first_that_went_without():
    assert _since(DAILY, last="2026-11-19T09:00") == date(2026, 11, 20)


def test_a_check_in_today_answers_today_however_late():
    assert _since(DAILY, last="2026-11-22T11:59") is None


def test_who_has_never_checked_in_is_missed_from_the_first_day():
    assert _since(DAILY, last=None) == date(2026, 11, 1)


def test_a_skipped_day_is_an_answer():
    skipped = {(date(2026, 11, 22), ""): Answer(State.SKIPPED, SUNDAY_NOON)}

    assert _since(DAILY, last="2026-11-21T09:00", answers=skipped) is None


def test_a_skip_that_was_taken_back_is_none():
    taken_back = {(date(2026, 11, 22), ""): Answer(State.OPEN, SUNDAY_NOON)}

    assert _since(DAILY, last="2026-11-21T09:00", answers=taken_back) == date(2026, 11, 22)


def test_nothing_is_missing_while_paused():
    assert _since(replace(DAILY, paused_on=date(2026, 11, 20)), last="2026-11-19T09:00") is None


def test_nothing_is_missing_after_the_end():
    assert _since(replace(DAILY, until_on=date(2026, 11, 19)), last="2026-11-19T09:00") is None


def test_nothing_is_missing_where_check_ins_come_when_needed():
    assert _since(replace(DAILY, rrule=None), last=None) is None


def test_the_evening_is_missing_though_the_morning_was_answered():
    twice = replace(DAILY, times=("08:00", "20:00"), latest_by=None)

    assert _since(twice, last="2026-11-21T08:10") == date(2026, 11, 21)
    assert _since(twice, last="2026-11-21T19:50") == date(2026, 11, 22)


def test_weeks_of_silence_are_found_beyond_the_first_fortnight():
    sundays = replace(DAILY, rrule="FREQ=WEEKLY;INTERVAL=4;BYDAY=SU", starts_on=date(2026, 11, 1), latest_by="09:00")
    later = datetime(2026, 12, 1, 11, tzinfo=UTC)

    assert _since(sundays, last="2026-11-01T08:00", now=later) == date(2026, 11, 29)


def _since(rhythm, last, answers=None, now=SUNDAY_NOON):
    at = datetime.fromisoformat(last).replace(tzinfo=UTC) if last else None
    found = unanswered_since(rhythm, at, answers or {}, now)
    return found and found.astimezone(ZoneInfo("Europe/Oslo")).date()
