"""FHIR Timing and our rhythm, each as the other."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.fhir.timing import DAYS, from_timing, to_timing, when_needed
from app.measures.rules import Rhythm, check_rhythm, occurrences
from app.platform.elements import Element, InvalidResource

START = date(2026, 3, 24)
hours = st.builds("{:02d}:{:02d}".format, st.integers(0, 23), st.integers(0, 59))
days = st.lists(st.sampled_from(list(DAYS.values())), unique=True, max_size=7).map(
    lambda found: sorted(found, key=list(DAYS.values()).index)
)


@st.composite
def rules(draw: Any) -> str:
    freq, interval, named = draw(st.sampled_from(["DAILY", "WEEKLY", "MONTHLY", "YEARLY"])), draw(st.integers(1, 12)), draw(days)
    if freq in ("MONTHLY", "YEARLY"):
        named = []
    if freq == "DAILY" and named and (interval == 1 or interval % 7 == 0):
        freq, interval = "WEEKLY", max(1, interval // 7)  # the same days, and the one way we write them
    return f"FREQ={freq}" + (f";INTERVAL={interval}" if interval > 1 else "") + (f";BYDAY={','.join(named)}" if named else "")


@st.composite
def rhythms(draw: Any) -> Rhythm:
    starts = draw(st.dates(date(2020, 1, 1), date(2030, 1, 1)))
    until = draw(st.none() | st.integers(0, 900).map(lambda gone: starts + timedelta(days=gone)))
    times = tuple(sorted(draw(st.sets(hours, max_size=4))))
    return Rhythm(draw(rules()), times, None, starts, until, "Europe/Oslo")


def read(repeat: dict[str, Any], **more: Any) -> Rhythm:
    return from_timing(Element("ServiceRequest.occurrenceTiming", {"repeat": repeat, **more}), START)


@given(rhythms())
def test_a_rhythm_comes_back_from_its_timing(rhythm: Rhythm):
    timing = to_timing(rhythm)

    assert from_timing(Element("T", timing), START) == rhythm


@given(rhythms())
def test_every_timing_can_be_followed(rhythm: Rhythm):
    check_rhythm(from_timing(Element("T", to_timing(rhythm)), START))


@pytest.mark.parametrize(
    ("repeat", "rule", "times"),
    [
        ({"frequency": 1, "period": 1, "periodUnit": "d"}, "FREQ=DAILY", ()),
        ({"frequency": 1, "period": 2, "periodUnit": "d", "timeOfDay": ["08:00:00"]}, "FREQ=DAILY;INTERVAL=2", ("08:00",)),
        ({"frequency": 2, "period": 1, "periodUnit": "d", "timeOfDay": ["20:00", "08:00"]}, "FREQ=DAILY", ("08:00", "20:00")),
        ({"frequency": 3, "period": 1, "periodUnit": "wk", "dayOfWeek": ["fri", "mon", "wed"]}, "FREQ=WEEKLY;BYDAY=MO,WE,FR", ()),
        ({"dayOfWeek": ["sat"], "timeOfDay": ["09:30:00"]}, "FREQ=WEEKLY;BYDAY=SA", ("09:30",)),
        ({"frequency": 1, "period": 7, "periodUnit": "d", "dayOfWeek": ["tue"]}, "FREQ=WEEKLY;BYDAY=TU", ()),
        ({"frequency": 1, "period": 14, "periodUnit": "d", "dayOfWeek": ["tue"]}, "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU", ()),
        ({"frequency": 1, "period": Decimal("2.0"), "periodUnit": "wk"}, "FREQ=WEEKLY;INTERVAL=2", ()),
        ({"frequency": 1, "period": 4.0, "periodUnit": "wk"}, "FREQ=WEEKLY;INTERVAL=4", ()),
        ({"frequency": 1, "period": 6, "periodUnit": "mo"}, "FREQ=MONTHLY;INTERVAL=6", ()),
        ({"frequency": 1, "period": 1, "periodUnit": "a", "duration": 20, "durationUnit": "min"}, "FREQ=YEARLY", ()),
    ],
)
def test_what_plans_say_is_understood(repeat: dict[str, Any], rule: str, times: tuple[str, ...]):
    rhythm = read(repeat)

    assert (rhythm.rrule, rhythm.times, rhythm.starts_on) == (rule, times, START)


@pytest.mark.parametrize(
    ("repeat", "path"),
    [
        ({"frequency": 1, "period": 0, "periodUnit": "d"}, "repeat.period"),
        ({"dayOfWeek": ["someday"]}, "repeat.dayOfWeek[0]"),
        ({"timeOfDay": ["25:00:00"]}, "repeat.timeOfDay[0]"),
        ({"timeOfDay": "08:00:00"}, "repeat.timeOfDay"),
        ({"boundsPeriod": {"start": "24.03.2026"}}, "repeat.boundsPeriod.start"),
    ],
)
def test_what_cannot_be_meant_is_refused_and_named(repeat: dict[str, Any], path: str):
    with pytest.raises(InvalidResource) as refused:
        read(repeat)

    assert refused.value.path == f"ServiceRequest.occurrenceTiming.{path}"


@pytest.mark.parametrize(
    "repeat",
    [
        {"frequency": 3, "period": 1, "periodUnit": "wk"},
        {"frequency": 2, "period": 1, "periodUnit": "d", "timeOfDay": ["08:00:00"]},
        {"frequency": 1, "period": 6, "periodUnit": "h"},
        {"frequency": 1, "period": 1, "periodUnit": "d", "when": ["ACM"]},
        {"frequency": 1, "period": 1, "periodUnit": "d", "count": 10},
        {"frequency": 1, "period": 0.5, "periodUnit": "d"},
        {"frequency": 1, "period": 1, "periodUnit": "mo", "dayOfWeek": ["mon"]},
        {"boundsPeriod": {"start": "2026-03-24"}},
        {"frequency": 1},
    ],
)
def test_what_we_cannot_say_exactly_is_only_said(repeat: dict[str, Any]):
    rhythm = read(repeat)

    assert (rhythm.rrule, rhythm.times, bool(rhythm.spoken)) == (None, (), True)


def test_single_events_are_only_said():
    rhythm = read({"frequency": 1, "period": 1, "periodUnit": "d"}, event=["2026-05-01"])

    assert rhythm.rrule is None
    assert rhythm.spoken
    assert rhythm.spoken.events == ("2026-05-01",)


def test_bounds_are_days_where_the_patient_is():
    rhythm = read({"boundsPeriod": {"start": "2026-03-31T22:30:00Z", "end": "2026-04"}, "period": 1, "periodUnit": "d"})

    assert (rhythm.starts_on, rhythm.until_on) == (date(2026, 4, 1), date(2026, 4, 30))


def test_when_needed_is_never_due():
    assert occurrences(when_needed(START), START, START + timedelta(days=400)) == []


def test_days_timing_has_no_words_for_are_not_half_said():
    with pytest.raises(ValueError, match="no words"):
        to_timing(Rhythm("FREQ=MONTHLY;BYMONTHDAY=5", (), None, START, None, "Europe/Oslo"))
