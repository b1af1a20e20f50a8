"""In time, late, extra: kept apart, and none of them blamed."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest

from app.check_ins.queries import check_ins
from app.check_ins.rules import Timing, timings
from app.measures.rules import Rhythm, occurrences
from tests.factories.check_in import a_check_in
from tests.factories.measure import a_clinicians_measure, a_day, a_measure, a_rhythm

DAY = date(2026, 11, 25)


def dues(*times, latest_by=None):
    rhythm = Rhythm("FREQ=DAILY", times, latest_by, DAY - timedelta(days=9), None, "Europe/Oslo")
    return occurrences(rhythm, DAY - timedelta(days=1), DAY + timedelta(days=1))


def became(expected, *times):
    made = [(uuid4(), datetime.fromisoformat(f"{DAY}T{at}:00+01:00").astimezone(UTC)) for at in times]
    found = timings(expected, made)
    return [found.get(key) for key, _at in made]


@pytest.mark.parametrize(
    ("expected", "times", "right"),
    [
        (dues("09:00", latest_by="12:00"), ["08:00"], [Timing.IN_TIME]),
        (dues("09:00", latest_by="12:00"), ["12:00"], [Timing.IN_TIME]),
        (dues("09:00", latest_by="12:00"), ["12:01"], [Timing.LATE]),
        (dues("09:00", latest_by="12:00"), ["09:00", "18:00"], [Timing.IN_TIME, Timing.EXTRA]),
        (dues("09:00", latest_by="12:00"), ["18:00", "09:00"], [Timing.EXTRA, Timing.IN_TIME]),
        (dues("08:00", "20:00"), ["08:10", "20:10"], [Timing.IN_TIME, Timing.IN_TIME]),
        (dues(), ["23:59"], [Timing.IN_TIME]),
        ([], ["10:00"], [None]),
    ],
)
def test_each_has_its_word(expected, times, right):
    assert became(expected, *times) == right


def test_the_lists_say_so_in_two_questions_more(database, phone):
    from tests.factories.at_home import a_home

    kari = a_home(phone)
    a_clinicians_measure(kari.nurse, "Sjekk inn", a_rhythm(times=("00:00",), latest_by="00:01"), asks_for="check-in")
    a_check_in(kari.me)
    a_check_in(kari.me)
    assert [line.timing for line in check_ins(kari.me)] == [Timing.EXTRA, Timing.LATE]
    page = kari.phone.get(kari.at("/check-ins")).text
    assert "Late, and welcome" in page and "Extra" in page


def test_one_who_has_agreed_on_nothing_is_neither(database, phone):
    from tests.factories.at_home import a_home

    kari = a_home(phone)
    a_measure(kari.me, "Gåtur", a_rhythm(times=("00:00",), starts_on=a_day(3)))
    a_check_in(kari.me)
    assert [line.timing for line in check_ins(kari.me)] == [None]
