"""Values over time: gaps stay gaps, weeks become one number, and what is usual is the person's own."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from app.readings.rules import Band, Point, longest_gap, median, own_normal, segments, ticks, weekly

START = datetime(2026, 11, 2, 8, tzinfo=UTC)  # a Monday
exactly = settings(derandomize=True, print_blob=True, database=None)


def test_days_without_values_cut_the_line():
    points = _daily("70", "71", None, None, None, "72")

    parts = segments(points, longest_gap([point.at for point in points]))

    assert [len(part) for part in parts] == [2, 1]


def test_one_who_measures_each_third_day_has_no_gaps_in_that():
    points = _daily("70", None, None, "71", None, None, "72")

    assert len(segments(points, longest_gap([point.at for point in points]))) == 1


def test_a_single_value_is_a_line_of_its_own_and_none_is_no_line():
    assert len(segments(_daily("70"), longest_gap([START]))) == 1
    assert segments([], longest_gap([])) == []


def test_the_middle_of_two_is_rounded_as_the_kind_is():
    assert median([Decimal("71.2"), Decimal("71.5")], 1) == Decimal("71.4")
    assert median([Decimal(90), Decimal(80), Decimal(10)], 0) == Decimal(80)


def test_a_week_goes_from_monday_to_sunday_where_the_person_is():
    late_on_sunday = Point(datetime(2026, 11, 8, 22, 30, tzinfo=UTC), Decimal(70))

    weeks = weekly([late_on_sunday, Point(late_on_sunday.at + timedelta(hours=1), Decimal(72))], 1, "Europe/Oslo")

    assert [week.monday for week in weeks] == [date(2026, 11, 2), date(2026, 11, 9)]


def test_what_is_usual_is_where_eight_of_ten_green_values_lie():
    points = _daily(*(str(value) for value in range(81, 101)))

    assert own_normal(points) == Band(Decimal(83), Decimal(98))


def test_yellow_worried_and_unsure_days_say_nothing_of_what_is_usual():
    others = [Point(START, Decimal(50), "yellow"), Point(START, Decimal(50), None), Point(START, Decimal(50), "green", True)]

    assert own_normal(_daily(*["90"] * 10) + others * 5) == Band(Decimal(90), Decimal(90))


def test_too_few_green_values_say_nothing():
    assert own_normal(_daily(*["90"] * 7)) is None


@exactly
@given(st.lists(st.decimals(0, 1000, places=1), min_size=1, max_size=50))
def test_the_lines_of_a_chart_lie_around_every_value(values):
    found = ticks(min(values), max(values))

    assert found[0] <= min(values) and max(values) <= found[-1]
    assert 3 <= len(found) <= 6
    assert found == sorted(set(found))


@exactly
@given(st.lists(st.integers(0, 5000), max_size=60))
def test_no_value_is_lost_between_the_gaps(hours):
    points = [Point(START + timedelta(hours=each), Decimal(1)) for each in sorted(hours)]

    assert [point for part in segments(points, longest_gap([p.at for p in points])) for point in part] == points


def _daily(*values: str | None) -> list[Point]:
    return [Point(START + timedelta(days=day), Decimal(value), "green") for day, value in enumerate(values) if value is not None]
