"""Thousands of numbers on one page: each different one is put into words once, and none is taken for another."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from decimal import Decimal

import pytest
import time_machine
from flask_babel import force_locale

from app.localisation import numbers
from app.platform import clock
from app.readings import pages
from app.readings.pages import numerals
from app.readings.pages.numerals import number
from app.readings.rules import Latest, Point, series


@pytest.fixture
def reader(app):
    with app.test_request_context("/?lang=nb"):
        yield


@pytest.mark.usefixtures("reader")
def test_every_digit_that_was_measured_is_shown_although_the_values_are_alike():
    assert [number(Decimal(each)) for each in ("72.4", "72.40", "72.400", "72.4")] == ["72,4", "72,40", "72,400", "72,4"]


@pytest.mark.usefixtures("reader")
def test_the_next_reader_has_the_same_number_in_their_own_language():
    assert number(Decimal("1234.5")) == "1\u202f234,5" or number(Decimal("1234.5")) == "1\u00a0234,5"
    with force_locale("en"):
        assert number(Decimal("1234.5")) == "1,234.5"


@pytest.mark.usefixtures("reader")
@pytest.mark.parametrize("days", ["7", "30", "365"])
def test_a_number_that_comes_again_costs_nothing(monkeypatch, days):
    asked = Counter()
    numerals._words.cache_clear()
    monkeypatch.setattr(numbers, "number", _counting(asked, numbers.number))

    _page(days)

    assert max(asked.values()) == 1


@pytest.mark.usefixtures("reader")
def test_the_weeks_of_a_year_are_reckoned_once(monkeypatch):
    asked = Counter()
    middle = series.median
    monkeypatch.setattr(series, "median", lambda *of: (asked.update(["week"]), middle(*of))[1])

    rows = _page("365").kinds[0].table.rows

    assert asked["week"] == len(rows) > 50


@pytest.mark.usefixtures("reader")
@pytest.mark.parametrize(("days", "shown"), [("7", 7), ("30", 30)])
@time_machine.travel("2026-11-22T11:00Z", tick=False)  # steps of a day late in the evening would meet the clock change of October
def test_a_span_has_the_values_of_its_days_and_no_others(days, shown):
    assert len(_page(days, step=timedelta(days=1)).kinds[0].table.rows) == shown


def _page(days, step=timedelta(hours=4)):
    """A year of weights that come again."""
    now = clock.now()
    found = [Point(now - step * place, Decimal(70 + place % 5), "green") for place in range(timedelta(days=365) // step)][::-1]
    span = pages.span_of(days, "Europe/Oslo")
    return pages.development(span, {"weight": Latest("weight", found[-1].value, now)}, {"weight": found}, {})


def _counting(asked, real):
    def number(value):
        asked[str(value)] += 1
        return real(value)

    return number
