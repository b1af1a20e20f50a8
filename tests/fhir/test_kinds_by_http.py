"""What is only read, over HTTP: who may, in pages, and what the log says of it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from flask import Flask

from app.consents.actions import give_consent
from app.fhir.kinds.read_only import READ_ONLY_KINDS
from app.fhir.search.patients import holds_number
from app.identity.people import identity_number_of
from app.models.access_log_entry import AccessLogEntry
from app.models.clinician import Clinician
from app.plans.actions import register_plan
from app.plans.rules import PlanContent, PlanKind
from app.platform import clock
from app.platform.db import db
from tests.factories.check_in import a_check_in
from tests.factories.people import (
    a_care_team_member,
    a_clinician,
    a_fullmakt,
    a_patient,
    a_person,
    opened_by_clinician,
    opened_by_patient,
)
from tests.support.api import System

NAMES = [kind.name for kind in READ_ONLY_KINDS]
# Who may see what is there, written down by itself. Nobody else may.
SEES = {
    "patient": set(NAMES),
    "relative": set(NAMES) - {"AuditEvent"},
    "nurse": set(NAMES) - {"AuditEvent", "RelatedPerson"},
    "attesting": set(NAMES) - {"AuditEvent", "RelatedPerson"},
}


class Ward:
    def __init__(self, app: Flask) -> None:
        self.kari, record = a_patient("Kari")
        nina, nurse = a_clinician("Nina")
        marte = a_person("Marte")
        a_care_team_member(record, nurse)
        a_fullmakt(record, marte)
        clinic = opened_by_clinician(nina, nurse, self.kari, record)
        give_consent(clinic)
        register_plan(clinic, PlanContent(kind=PlanKind.TREATMENT, title="Behandling"))
        own = opened_by_patient(self.kari, record)
        for hours in range(5):
            a_check_in(own, "red", ago=timedelta(hours=hours), readings={"weight": "72.40"}, worried=True)
        self.number, self.id = identity_number_of(self.kari), record.id
        self.nurse, self.person = nurse.id, nina.id
        self.callers = {
            "patient": System(app).as_citizen(self.kari),
            "relative": System(app).as_citizen(marte),
            "nurse": System(app).as_clinician(nina, nurse),
            "attesting": System(app).as_clinician(*a_clinician("Dagny"), basis="UNNTAK"),
            "another nurse": System(app).as_clinician(*a_clinician("Olav")),
            "another patient": System(app).as_citizen(a_patient("Fremmed")[0]),
            "a system": System(app).as_machine(),
        }

    def found(self, who: str, kind: str, query: str = "") -> tuple[int, list[dict[str, Any]]]:
        answer = self.callers[who].get(f"/fhir/{kind}?patient=Patient/{self.id}{query}")
        return answer.status_code, [each["resource"] for each in (answer.json or {}).get("entry", [])]


@pytest.fixture
def ward(app: Flask, database: None) -> Ward:
    found = Ward(app)
    found.callers["patient"].get(f"/fhir/Patient/{found.id}")  # so that there is a line to read
    return found


@pytest.mark.parametrize("who", ["patient", "relative", "nurse", "attesting", "another nurse", "another patient", "a system"])
def test_everybody_sees_what_they_may_and_nothing_else(ward: Ward, who: str) -> None:
    for kind in NAMES:
        status, found = ward.found(who, kind)
        if kind in SEES.get(who, set()):
            assert (who, kind, status, bool(found)) == (who, kind, 200, True)
        elif (who, kind) in {("nurse", "RelatedPerson"), ("attesting", "RelatedPerson")}:
            assert (who, kind, status, found) == (who, kind, 200, [])
        else:
            refused = 403 if who in (*SEES, "a system") else 404
            assert (who, kind, status, found) == (who, kind, refused, [])


@pytest.mark.parametrize("kind", NAMES)
def test_each_is_read_at_its_address_and_written_at_none(ward: Ward, kind: str) -> None:
    system = ward.callers["patient"]
    _, found = ward.found("patient", kind)
    address = f"/fhir/{kind}/{found[0]['id']}"
    assert system.get(address).json == found[0]
    assert ward.callers["another patient"].get(address).status_code == 404
    assert ward.callers["another nurse"].get(address).status_code == 404
    nurse = ward.callers["nurse"]
    assert nurse.put(address, found[0], headers={"If-Match": 'W/"1"'}).status_code == 405
    assert nurse.post(f"/fhir/{kind}", found[0]).status_code == 405
    assert nurse.delete(address).status_code == 405
    assert system.get(f"{address}/_history").status_code == 405


def test_a_nurse_is_found_by_those_who_have_met_them(ward: Ward) -> None:
    for kind in ("Practitioner", "PractitionerRole"):
        for who in ("patient", "relative", "nurse"):
            assert ward.callers[who].get(f"/fhir/{kind}/{ward.nurse}").status_code == 200
        for who in ("another patient", "another nurse"):
            assert ward.callers[who].get(f"/fhir/{kind}/{ward.nurse}").status_code == 404


def test_a_record_one_no_longer_follows_does_not_stand_in_the_way(ward: Ward, app: Flask) -> None:
    """A nurse is met in two records of the caller's, of which one is closed now: the open one is the way to them."""
    person, clinician = a_clinician("Dina")
    nurse = db.session.get_one(Clinician, ward.nurse)
    for ends in (clock.now(), None, clock.now()):
        _, record = a_patient()
        a_care_team_member(record, nurse)
        a_care_team_member(record, clinician, valid_to=ends)
    caller = System(app).as_clinician(person, clinician)
    assert caller.get(f"/fhir/Practitioner/{ward.nurse}").status_code == 200


def test_observations_come_in_pages_the_newest_first(ward: Ward) -> None:
    address = f"/fhir/Observation?patient={ward.id}&_sort=-date&_count=4"
    seen: list[dict[str, Any]] = []
    while address:
        page = ward.callers["nurse"].get(address.removeprefix("http://localhost")).json
        assert page["total"] == 15  # type: ignore[index]
        seen += [each["resource"] for each in page["entry"]]  # type: ignore[index]
        address = next((each["url"] for each in page["link"] if each["relation"] == "next"), "")  # type: ignore[index]
    dates = [each["effectiveDateTime"] for each in seen]
    assert len({each["id"] for each in seen}) == 15
    assert dates == sorted(dates, reverse=True)


def test_values_come_digit_for_digit_with_what_they_are_part_of(ward: Ward) -> None:
    query = f"/fhir/Observation?patient={ward.id}&code=http://loinc.org|29463-7&_include=Observation:derived-from&_count=1"
    answer = ward.callers["nurse"].get(query)
    assert '"value":72.40,' in answer.text
    assert [each["search"]["mode"] for each in answer.json["entry"]] == ["match", "include"]  # type: ignore[index]


@pytest.mark.parametrize(
    "query",
    [
        "code=|",
        "code=a|b|c",
        "date=2026-02-31",
        "date=x",
        "_id=x",
        "_sort=code",
        "value-quantity=gt70",
        "category=%00",
        "_count=-1",
    ],
)
def test_a_search_that_cannot_be_is_refused_or_finds_nothing(ward: Ward, query: str) -> None:
    status, found = ward.found("nurse", "Observation", f"&{query}")
    assert (status, found) in ((400, []), (200, []))


def test_a_patient_is_found_by_number_in_a_body_alone(ward: Ward) -> None:
    nurse = ward.callers["nurse"]
    found = nurse.post("/fhir/Patient/_search", form={"identifier": f"urn:oid:2.16.578.1.12.4.1.4.1|{ward.number}"})
    assert [each["resource"]["id"] for each in found.json["entry"]] == [str(ward.id)]  # type: ignore[index]
    assert nurse.get(f"/fhir/Patient?identifier={ward.number}").status_code == 400
    assert ward.callers["another nurse"].post("/fhir/Patient/_search", form={"identifier": ward.number}).status_code == 404
    assert ward.number not in found.json["link"][0]["url"]  # type: ignore[index]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("2ad69067-59ed-4ae0-a0c2-76610583124a", False),
        ("Patient/2AD69067-59ed-4ae0-a0c2-a76610583124", False),
        ("07845110004", True),
        ("urn:oid:2.16.578.1.12.4.1.4.1|07845110004", True),
        ("2ad69067-59ed-4ae0-a0c2-76610583124a,07845110004", True),
    ],
)
def test_digits_of_an_id_are_not_taken_for_a_number(text: str, found: bool) -> None:
    assert holds_number(text) is found


def test_reading_the_log_is_told_as_that_and_so_is_being_refused(ward: Ward) -> None:
    for who, granted in (("patient", True), ("relative", False), ("nurse", False)):
        ward.found(who, "AuditEvent")
        db.session.rollback()
        last = db.session.query(AccessLogEntry).filter_by(record_id=ward.id).order_by(AccessLogEntry.at.desc()).first()
        assert last is not None
        assert (who, last.purpose, last.granted) == (who, "read-log", granted)


def test_the_capability_statement_names_the_operations(ward: Ward) -> None:
    said = ward.callers["nurse"].get("/fhir/metadata").json["rest"][0]["resource"]  # type: ignore[index]
    operations = {each["type"]: [one["name"] for one in each.get("operation", [])] for each in said}
    assert operations["Patient"] == ["everything"]
    assert operations["CarePlan"] == ["zones"]
    assert set(NAMES) <= set(operations)
