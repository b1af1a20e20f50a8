"""Due, late, done, skipped and missed are kept apart."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from app.measures.rules import Answer, Rhythm, State, belongs_to, may_answer, occurrences, read_time, state

DAY = date(2026, 11, 20)


def at(clock: str, day: date = DAY) -> datetime:
    """A moment of the day in Oslo, in winter an hour before UTC."""
    hour, minute = clock.split(":")
    return datetime(day.year, day.month, day.day, int(hour), int(minute), tzinfo=UTC) - timedelta(hours=1)


def a_rhythm(rrule: str | None = "FREQ=DAILY", times: tuple[str, ...] = ("08:00",), latest_by: str | None = None) -> Rhythm:
    return Rhythm(rrule, times, latest_by, date(2026, 1, 1), None, "Europe/Oslo")


@pytest.mark.parametrize(
    ("times", "latest_by", "now", "expected"),
    [
        (("08:00",), None, "07:59", State.COMING),
        (("08:00",), None, "08:00", State.DUE),
        (("08:00",), None, "09:00", State.DUE),
        (("08:00",), None, "09:01", State.LATE),
        (("08:00",), "11:00", "11:00", State.DUE),
        (("08:00",), "11:00", "11:01", State.LATE),
        (("20:00",), "11:00", "20:30", State.DUE),
        ((), "12:00", "00:00", State.DUE),
        ((), "12:00", "12:01", State.LATE),
        ((), None, "23:59", State.DUE),
    ],
)
def test_an_unanswered_time_is_coming_due_or_late(times, latest_by, now, expected):
    due = occurrences(a_rhythm(times=times, latest_by=latest_by), DAY, DAY)[0]

    assert state(due, None, at(now)) is expected


def test_an_unanswered_time_is_missed_when_its_day_is_over():
    due = occurrences(a_rhythm(), DAY, DAY)[0]

    assert state(due, None, at("00:00", DAY + timedelta(days=1))) is State.MISSED


@pytest.mark.parametrize("answer", [State.DONE, State.SKIPPED])
def test_what_was_answered_stays_answered(answer):
    due = occurrences(a_rhythm(), DAY, DAY)[0]

    assert state(due, Answer(answer, at("08:10")), at("08:00", DAY + timedelta(days=3))) is answer


def test_an_answer_taken_back_is_no_answer():
    due = occurrences(a_rhythm(), DAY, DAY)[0]

    assert state(due, Answer(State.OPEN, at("08:10")), at("08:30")) is State.DUE


@pytest.mark.parametrize(
    ("days_ago", "time", "expected"),
    [(0, "08:00", True), (14, "08:00", True), (15, "08:00", False), (-1, "08:00", False), (0, "08:01", False), (0, "", False)],
)
def test_only_times_there_are_from_the_last_fortnight_can_be_answered(days_ago, time, expected):
    assert may_answer(a_rhythm(), DAY - timedelta(days=days_ago), time, at("12:00")) is expected


@pytest.mark.parametrize(
    ("day", "time", "expected"),
    [
        (DAY, "11:59", True),
        (DAY, "12:01", False),
        (DAY - timedelta(days=1), "11:00", False),
        (DAY, "", False),
        (DAY, "25:99", False),
    ],
)
def test_what_is_done_when_needed_can_be_said_of_today_up_to_now(day, time, expected):
    assert may_answer(a_rhythm(None, ()), day, time, at("12:00")) is expected


@pytest.mark.parametrize(("moment", "expected"), [("06:00", "08:00"), ("13:59", "08:00"), ("14:01", "20:00"), ("23:00", "20:00")])
def test_a_check_in_answers_the_nearest_time_of_its_day(moment, expected):
    due = belongs_to(occurrences(a_rhythm(times=("08:00", "20:00")), DAY, DAY), at(moment))

    assert due is not None
    assert due.due_time == expected


def test_a_check_in_answers_nothing_where_nothing_was_due():
    assert belongs_to([], at("08:00")) is None


@pytest.mark.parametrize(
    ("typed", "read"), [("7", "07:00"), ("7:30", "07:30"), ("07.30", "07:30"), ("0730", "07:30"), (" 23:59 ", "23:59")]
)
def test_times_are_read_as_people_type_them(typed, read):
    assert read_time(typed) == read


@pytest.mark.parametrize("typed", ["25:99", "24:00", "7:60", "kvart over", "", "٧:٣٠", "-1", "7:3:0", "123456"])
def test_what_is_no_time_is_not_guessed_at(typed):
    with pytest.raises(ValueError):
        read_time(typed)
