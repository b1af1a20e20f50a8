"""What our rhythm cannot say exactly is said in words, never due, and comes back as it was sent."""

from __future__ import annotations

import copy
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from flask import Flask
from hypothesis import example, given, settings
from hypothesis import strategies as st

from app.fhir.resources import service_request
from app.fhir.spoken import spoken_of, timing_of, worded
from app.fhir.timing import from_timing
from app.fhir.validation import check_resource
from app.measures.pages import rhythm_words
from app.measures.rules import Rhythm, check_rhythm, occurrences, read_spoken, spoken_from
from app.platform.elements import Element, InvalidResource
from app.platform.exact_json import to_text
from tests.factories.resources import DOCTOR, PATIENT, a_service_request
from tests.fhir.rows import NAMES, measure_row
from tests.fhir.spoken_timings import DAILY, IDS, SPOKEN, UCUM, Json, code, repeat, weeks

START = date(2026, 3, 24)


def read(timing: Json) -> Rhythm:
    return from_timing(Element("ServiceRequest.occurrenceTiming", timing), START)


def there_and_back(sent: Json) -> Json:
    row = measure_row(service_request.from_fhir(copy.deepcopy(sent), START))
    return service_request.to_fhir(row, PATIENT, DOCTOR, NAMES)


@pytest.mark.parametrize(("timing", "english", "bokmal"), SPOKEN, ids=IDS)
def test_it_reads_as_people_say_it(app: Flask, timing: Json, english: str, bokmal: str) -> None:
    assert [said(app, language, read(timing)) for language in ("en", "nb")] == [english, bokmal]


@pytest.mark.parametrize(("timing", "english", "bokmal"), SPOKEN, ids=IDS)
def test_it_is_never_due_and_comes_back_as_it_was_sent(timing: Json, english: str, bokmal: str) -> None:
    rhythm, sent = read(timing), a_service_request(occurrenceTiming=timing)

    assert (rhythm.rrule, rhythm.times, bool(rhythm.spoken)) == (None, (), True)
    assert occurrences(rhythm, START, START + timedelta(days=60)) == []
    assert to_text(there_and_back(sent), sort_keys=True) == to_text(sent, sort_keys=True)
    check_resource("ServiceRequest", sent)


@pytest.mark.parametrize(("timing", "english", "bokmal"), SPOKEN, ids=IDS)
def test_without_the_resource_a_timing_says_the_same(timing: Json, english: str, bokmal: str) -> None:
    spoken = worded(spoken_of(Element("T", timing)))
    if not spoken.more:
        again = worded(spoken_of(Element("T", timing_of(spoken))))
        assert again == spoken
    assert spoken_from(spoken.kept()) == spoken == read_spoken(to_text(spoken.kept()))


@pytest.mark.parametrize(
    ("timing", "path"),
    [
        (repeat(frequency=0, period=1, periodUnit="d"), "repeat.frequency"),
        (repeat(frequency=-3, period=1, periodUnit="wk"), "repeat.frequency"),
        (repeat(frequency=1.5, period=1, periodUnit="wk"), "repeat.frequency"),
        (repeat(frequency=True, period=1, periodUnit="wk"), "repeat.frequency"),
        (repeat(frequency="3", period=1, periodUnit="wk"), "repeat.frequency"),
        (repeat(frequency=1, period=0, periodUnit="h"), "repeat.period"),
        (repeat(frequency=1, period=-8, periodUnit="h"), "repeat.period"),
        (repeat(frequency=1, period=10**9, periodUnit="h"), "repeat.period"),
        (repeat(frequency=3, frequencyMax=2, period=1, periodUnit="d"), "repeat.frequencyMax"),
        (repeat(frequency=1, period=8, periodMax=6, periodUnit="h"), "repeat.periodMax"),
        (repeat(frequency=1, period=8, periodUnit="fortnight"), "repeat.periodUnit"),
        (repeat(**DAILY, when=["SOON"]), "repeat.when[0]"),
        (repeat(**DAILY, when="HS"), "repeat.when"),
        (repeat(when=["HS"], offset=-5), "repeat.offset"),
        (repeat(**DAILY, count=0), "repeat.count"),
        (repeat(**DAILY, count=3, countMax=2), "repeat.countMax"),
        (repeat(**DAILY, duration=-1, durationUnit="h"), "repeat.duration"),
        (repeat(timeOfDay=["24:00:00"], count=3), "repeat.timeOfDay[0]"),
        (repeat(dayOfWeek=["someday"], count=3), "repeat.dayOfWeek[0]"),
        (repeat(**DAILY, boundsDuration=weeks(-2)), "repeat.boundsDuration.value"),
        (repeat(**DAILY, boundsRange={"low": weeks(2), "high": weeks(1)}), "repeat.boundsRange"),
        (repeat(**DAILY, boundsDuration=weeks(1), boundsPeriod={"start": "2026"}), "repeat.boundsDuration"),
        (repeat(**DAILY, everySoOften=3), "repeat.everySoOften"),
        ({"event": ["2026-13-01"]}, "event[0]"),
        ({"event": ["2026-05-01T08:00:00"]}, "event[0]"),
        ({"event": "2026-05-01"}, "event"),
        ({"code": {"text": "x\x00"}}, "code.text"),
        ({}, ""),
    ],
)
def test_what_cannot_be_meant_is_refused_and_named(timing: Json, path: str) -> None:
    with pytest.raises(InvalidResource) as refused:
        read(timing)

    assert refused.value.path == f"ServiceRequest.occurrenceTiming.{path}".rstrip(".")


def test_unknown_modifiers_in_a_timing_are_refused() -> None:
    with pytest.raises(InvalidResource):
        there_and_back(a_service_request(occurrenceTiming=code("BID", modifierExtension=[{"url": "urn:not"}])))


def test_when_needed_is_said_with_how_often(app: Flask) -> None:
    sent = a_service_request(occurrenceTiming=repeat(frequency=3, period=1, periodUnit="d"), asNeededBoolean=True)
    rhythm = service_request.from_fhir(sent, START).rhythm

    assert said(app, "nb", rhythm) == "Ved behov, 3 ganger om dagen"
    assert there_and_back(sent) == sent


def test_a_last_day_set_here_is_added_and_the_rest_of_the_timing_stays() -> None:
    sent = a_service_request(occurrenceTiming=repeat(frequency=3, period=1, periodUnit="wk", id="r1") | {"id": "t1"})
    row = measure_row(service_request.from_fhir(copy.deepcopy(sent), START))
    row.until_on = date(2026, 6, 30)
    back = service_request.to_fhir(row, PATIENT, DOCTOR, NAMES)["occurrenceTiming"]

    assert back["repeat"].pop("boundsPeriod") == {"start": "2026-03-24", "end": "2026-06-30"}
    assert back == sent["occurrenceTiming"]


def test_a_rhythm_set_here_takes_the_place_of_the_timing() -> None:
    row = measure_row(service_request.from_fhir(a_service_request(occurrenceTiming=code("BID")), START))
    row.rrule, row.spoken, row.times = "FREQ=DAILY", None, ["08:00"]
    back = service_request.to_fhir(row, PATIENT, DOCTOR, NAMES)["occurrenceTiming"]

    bounds = {"boundsPeriod": {"start": "2026-03-24"}}
    assert back == {"repeat": {**bounds, "frequency": 1, "period": 1, "periodUnit": "d", "timeOfDay": ["08:00:00"]}}


@pytest.mark.parametrize(
    "text",
    [
        *("", "[]", "7", "[" * 5000, '{"spell": 1}', '{"unit": "x"}', '{"unit": ["d"]}', '{"when": "HS"}', '{"period": "-1"}'),
        *('{"period": 3}', '{"count": true}', '{"more": 1}', '{"events": ["tomorrow"]}', '{"times": [["08:00"]]}'),
    ],
)
def test_what_went_through_a_browser_is_not_believed(text: str) -> None:
    assert read_spoken(text) is None


counts, amounts = st.integers(1, 40), st.integers(1, 400) | st.decimals("0.1", 90, places=1)
units = st.sampled_from(["s", "min", "h", "d", "wk", "mo", "a"])
clock = st.times().map(lambda at: at.replace(microsecond=0).isoformat())
moments = st.sampled_from(["MORN", "MORN.early", "NOON", "NIGHT", "PHS", "HS", "WAKE", "C", "CM", "CD", "CV", "AC", "ACV", "PCM"])
lengths = st.builds(lambda value, unit: {"value": value, "system": UCUM, "code": unit}, amounts, units)


@st.composite
def timings(draw: Any) -> Json:
    """Any Timing R4 allows that says something, with a period above nothing."""
    said: Json = {}
    if draw(st.booleans()):
        said |= {"period": draw(amounts), "periodUnit": draw(units)}
        said |= draw(st.just({}) | st.just({"periodMax": said["period"] + 1}))
    said |= draw(st.fixed_dictionaries({}, optional={"frequency": counts, "duration": amounts, "count": counts}))
    said |= {"durationUnit": draw(units)} if "duration" in said else {}
    said |= {"frequencyMax": said["frequency"] + 1} if "frequency" in said and draw(st.booleans()) else {}
    days = st.lists(st.sampled_from(["mon", "tue", "wed", "thu", "fri", "sat", "sun"]), min_size=1, max_size=7)
    said |= draw(st.just({}) | days.map(lambda found: {"dayOfWeek": found}))
    said |= draw(
        st.just({})
        | st.lists(clock, min_size=1, max_size=4).map(lambda found: {"timeOfDay": found})
        | st.lists(moments, min_size=1, max_size=3).map(lambda found: {"when": found})
        | st.tuples(moments, st.integers(0, 90)).map(lambda found: {"when": [found[0]], "offset": found[1]})
    )
    bounds = lengths.map(lambda found: {"boundsDuration": found}) | st.just({"boundsPeriod": {"start": "2026-03"}})
    said |= draw(st.just({}) | bounds)
    whole = {"repeat": said} if said else {}
    codes = st.sampled_from(["BID", "QD", "Q4H", "AM", "XYZ"]).map(code)
    events = st.lists(st.dates(date(1900, 1, 1), date(2200, 1, 1)).map(str), min_size=1, max_size=15)
    whole |= draw(st.just({}) | codes | events.map(lambda found: {"event": found}))
    return whole or code("BID")


@settings(max_examples=250, deadline=None)
@given(timings())
@example({"repeat": {"frequency": 1, "frequencyMax": 2, "dayOfWeek": ["mon"]}})
def test_any_timing_is_computed_exactly_or_said_in_words_and_comes_back(app: Flask, timing: Json) -> None:
    sent = a_service_request(occurrenceTiming=timing)
    check_resource("ServiceRequest", sent)
    rhythm = read(timing)

    check_rhythm(rhythm)
    assert (rhythm.rrule is None) is not (rhythm.spoken is None)
    words = [said(app, language, rhythm) for language in ("en", "nb")]
    assert all(words) and words[0] != "No fixed time"
    assert to_text(there_and_back(sent), sort_keys=True) == to_text(sent, sort_keys=True)
    if rhythm.spoken:
        assert read_spoken(to_text(rhythm.spoken.kept())) == rhythm.spoken
        assert replace(rhythm, spoken=None).rrule is None


def said(app: Flask, language: str, rhythm: Rhythm) -> str:
    with app.test_request_context(headers={"Accept-Language": language}):
        return rhythm_words(rhythm)
