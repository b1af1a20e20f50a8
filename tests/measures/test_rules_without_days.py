"""A rule may be well written and still name no day that ever comes."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from dateutil import rrule

from app.measures.rules import BadRhythm, check_rhythm, next_day, occurrences
from app.measures.rules.pattern import days_of, falls
from tests.factories.measure import a_rhythm

MONDAY = date(2026, 3, 2)
WITHOUT = (
    "FREQ=DAILY;BYMONTHDAY=32",
    "FREQ=DAILY;INTERVAL=7;BYDAY=TU",
    "FREQ=WEEKLY;BYDAY=MO;BYMONTHDAY=-40",
    "FREQ=MONTHLY;BYDAY=6MO",
    "FREQ=MONTHLY;BYDAY=1MO;BYMONTHDAY=20",
    "FREQ=YEARLY;BYDAY=54MO",
)


A_GENERATION = 50 * 366


@pytest.fixture
def steps(monkeypatch):
    """Each day, week, month or year that was looked at."""
    looked: list[object] = []
    for name in ("ddayset", "wdayset", "mdayset", "ydayset"):
        real = getattr(rrule._iterinfo, name)
        monkeypatch.setattr(rrule._iterinfo, name, lambda *given, real=real: looked.append(given[1:]) or real(*given))
    days_of.cache_clear()
    falls.cache_clear()
    return looked


@pytest.mark.parametrize("rule", WITHOUT)
def test_a_rule_that_never_falls_is_refused_soon_and_says_why(rule, steps):
    with pytest.raises(BadRhythm, match="no day"):
        check_rhythm(a_rhythm(rule, starts_on=MONDAY))
    assert 0 < len(steps) < A_GENERATION


def test_a_day_of_the_month_that_is_no_month_s_is_refused():
    """A nought is read as no day at all, and would be every day."""
    with pytest.raises(BadRhythm):
        check_rhythm(a_rhythm("FREQ=DAILY;BYMONTHDAY=0", starts_on=MONDAY))


@pytest.mark.parametrize("rule", WITHOUT)
def test_one_that_was_kept_before_is_searched_for_once_and_is_never_due(rule, steps):
    rhythm = a_rhythm(rule, starts_on=MONDAY)
    assert occurrences(rhythm, MONDAY + timedelta(days=200), MONDAY + timedelta(days=202)) == []
    assert next_day(rhythm, MONDAY) is None
    assert 0 < len(steps) < A_GENERATION


@pytest.mark.parametrize(
    ("rule", "starts_on", "falls"),
    [
        ("FREQ=YEARLY", date(2024, 2, 29), date(2028, 2, 29)),
        ("FREQ=MONTHLY;BYMONTHDAY=31", date(2026, 2, 1), date(2026, 3, 31)),
        ("FREQ=MONTHLY;BYDAY=5FR", date(2026, 2, 1), date(2026, 5, 29)),
        ("FREQ=MONTHLY;INTERVAL=12;BYDAY=5SA", date(2027, 2, 1), date(2048, 2, 29)),
        ("FREQ=MONTHLY;BYDAY=-1FR", date(1999, 1, 1), date(1999, 1, 29)),
        ("FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13", date(2026, 1, 1), date(2026, 2, 13)),
        ("FREQ=YEARLY;INTERVAL=999", MONDAY, MONDAY),
    ],
)
def test_one_that_falls_seldom_is_followed(rule, starts_on, falls):
    check_rhythm(a_rhythm(rule, starts_on=starts_on))
    assert falls in days_of(rule, starts_on, falls, falls)
