"""The zones day by day."""

from __future__ import annotations

from datetime import UTC, date, datetime

from app.readings.rules import Run, days_of, runs, weeks_of, worst

MORNING = datetime(2026, 11, 20, 7, tzinfo=UTC)


def test_the_worst_of_a_day_is_what_is_shown():
    answers = [(MORNING, "green"), (MORNING.replace(hour=12), "red"), (MORNING.replace(hour=18), "yellow")]

    assert days_of(answers, "Europe/Oslo") == {date(2026, 11, 20): "red"}


def test_not_sure_is_never_green_and_a_day_without_an_answer_is_not_there():
    assert days_of([(MORNING, None)], "Europe/Oslo") == {date(2026, 11, 20): "unsure"}
    assert worst(["green", "unsure"]) == "unsure"


def test_a_day_is_a_day_where_the_person_is():
    assert days_of([(MORNING.replace(hour=23, minute=30), "green")], "Europe/Oslo") == {date(2026, 11, 21): "green"}


def test_a_week_is_as_its_worst_day():
    assert weeks_of({date(2026, 11, 16): "green", date(2026, 11, 20): "yellow"}) == {date(2026, 11, 16): "yellow"}


def test_neighbours_that_are_alike_are_one():
    assert runs(["green", "green", None, "red"]) == [Run("green", 0, 2), Run(None, 2, 1), Run("red", 3, 1)]
