"""The first and the last moment there is, as an open end and a search from the beginning are often written."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from urllib.parse import urlencode

import pytest

from app.fhir.days import moments_of
from tests.factories.check_in import a_check_in
from tests.factories.people import opened_by_patient
from tests.fhir.desk import HOME, Desk
from tests.support.own_session import settle

LAST = ("9999-12-31T23:59:59Z", "9999-12-31T23:59:59.999Z", "9999-12-31T23:59:59-14:00", "9999-12-31", "9999-12", "9999")
FIRST = ("0001-01-01", "0001", "0001-01", "0001-01-01T00:00:00Z", "0001-01-01T00:00:00+14:00")


@pytest.mark.parametrize("text", [*LAST, *FIRST])
def test_it_is_a_span_in_utc(text: str) -> None:
    first, end = moments_of(text)
    assert first < end
    assert first.tzinfo is end.tzinfo is UTC


def test_a_moment_is_the_same_one_in_utc() -> None:
    first, end = moments_of("2026-07-01T10:30:00+02:00")
    assert (first, end - first) == (datetime(2026, 7, 1, 8, 30, tzinfo=UTC), timedelta(seconds=1))
    assert moments_of("2026-07-01")[0] == datetime(2026, 6, 30, 22, tzinfo=UTC)


@pytest.mark.parametrize("last", LAST)
def test_a_plan_with_no_end_in_sight_is_kept_and_found(desk: Desk, last: str) -> None:
    sent = desk.plan(addresses=[], goal=[], activity=[], period={"start": "2026-01-01", "end": last})
    made = desk.create(sent)
    assert made.status_code == 201, made.text
    assert desk.find("CarePlan", date="ge2026-06-01")["total"] == 1
    assert desk.find("CarePlan", date=f"ge{last}")["total"] == 1


@pytest.mark.parametrize("last", LAST)
def test_no_date_of_one_measure_closes_the_search_for_all(desk: Desk, last: str) -> None:
    assert desk.create(desk.measure(reasonReference=[], authoredOn=last)).status_code == 201
    leap = desk.create(desk.measure(identifier=None, reasonReference=[], authoredOn="2016-12-31T23:59:60Z"))
    assert leap.status_code in (201, 422)
    for asked in ("2026-01-01", "le2026-01-01", f"ge{last}"):
        assert desk.search("ServiceRequest", authored=asked).status_code == 200


@pytest.mark.parametrize("edge", [*LAST, *FIRST])
@pytest.mark.parametrize("prefix", ["", "ge", "le", "gt", "lt", "ne", "sa", "eb"])
def test_a_search_reaches_the_ends_of_time(desk: Desk, edge: str, prefix: str) -> None:
    desk.create(desk.plan(addresses=[], goal=[], activity=[]))
    asked = {"CarePlan": ("_lastUpdated", "date"), "ServiceRequest": ("authored",), "Provenance": ("recorded",)}
    for kind, names in (*asked.items(), ("Observation", ("date",)), ("QuestionnaireResponse", ("authored",))):
        for name in names:
            answer = desk.search(kind, **{name: f"{prefix}{edge}"})
            assert answer.status_code == 200, (kind, name, answer.text)


@pytest.mark.parametrize("edge", [*LAST, *FIRST])
def test_everything_reaches_the_ends_of_time(desk: Desk, edge: str) -> None:
    a_check_in(opened_by_patient(desk.patient, desk.record), readings={"weight": "72.40"})
    settle()
    place = f"{HOME}/Patient/{desk.record_id}/$everything"
    for name in ("_since", "start", "end"):
        answer = desk.system.get(f"{place}?{urlencode({name: edge})}")
        assert answer.status_code == 200, (name, answer.text)
    first = desk.system.get(f"{place}?_since={FIRST[0]}&start={FIRST[0]}").json
    assert "Observation" in [each["resource"]["resourceType"] for each in first["entry"]]
