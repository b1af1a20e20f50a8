"""HL7 Norge's two shapes over HTTP."""

from __future__ import annotations

import json
from copy import deepcopy
from typing import Any

import pytest
from flask import Flask

from app.fhir.zones.profiles import PROFILES
from app.platform.db import db
from tests.factories.people import a_clinician
from tests.factories.resources import a_planer_request
from tests.fhir.desk import told
from tests.fhir.test_zones_taken_in import Clinic
from tests.support.api import System
from tests.support.visitor import Visitor

ZONES = "/fhir/CarePlan/$zones"


class Ward(Clinic):
    def __init__(self, app: Flask) -> None:
        super().__init__()
        db.session.commit()
        self.id, self.nurses = self.record.id, System(app).as_clinician(self.nina, self.nurse)
        self.own, self.phone = System(app).as_citizen(self.patient), Visitor(app).sign_in(self.patient)

    def bundle(self, version: int, kind: str = "collection") -> dict[str, Any]:
        resources = self.sent(version)
        entries = [{"fullUrl": f"urn:uuid:{each['id']}", "resource": each} for each in resources]
        if kind in ("transaction", "batch"):
            entries = [{**each, "request": {"method": "POST", "url": each["resource"]["resourceType"]}} for each in entries]
        return {"resourceType": "Bundle", "type": kind, "entry": entries}


@pytest.fixture
def ward(app: Flask, database: None) -> Ward:
    return Ward(app)


def resources(bundle: Any) -> list[dict[str, Any]]:
    return [entry["resource"] for entry in bundle.get("entry", [])]


@pytest.mark.parametrize("version", [1, 2])
@pytest.mark.parametrize("kind", ["collection", "transaction"])
def test_a_bundle_becomes_the_plan_everywhere(ward: Ward, version: int, kind: str) -> None:
    answer = ward.nurses.post(ZONES, ward.bundle(version, kind))
    assert answer.status_code == 201, answer.text
    plan_id = resources(answer.json)[0]["id"]
    assert answer.headers["Location"].endswith(f"/fhir/CarePlan/{plan_id}/_history/1")
    planer = ward.nurses.post("/api/planer/plans/_list", {"subject": {"id": _number(ward)}}).json["plans"]  # type: ignore[index]
    assert [zone["level"] for zone in planer[0]["clinical_content"]["zones"]] == ["green", "yellow", "red"]
    page = ward.phone.get(f"/records/{ward.id}/plan").text
    for zone in planer[0]["clinical_content"]["zones"]:
        assert zone["action"].splitlines()[0] in page
    assert "Når pusten blir dårligere" in page
    for shape in (1, 2):
        shown = ward.own.get(f"/fhir/CarePlan/{plan_id}/$zones?version={shape}")
        assert shown.status_code == 200
        assert all(each["meta"]["profile"][0].startswith(PROFILES) for each in resources(shown.json))
        refs = [each["reference"] for one in resources(shown.json) for each in one.get("addresses", [])]
        assert set(refs) == {f"Condition/{each['id']}" for each in resources(shown.json) if each["resourceType"] == "Condition"}


@pytest.mark.parametrize("version", [1, 2])
@pytest.mark.parametrize("kind", ["collection", "transaction"])
def test_a_bundle_with_zones_sent_to_the_base_is_the_same_plan(ward: Ward, version: int, kind: str) -> None:
    answer = ward.nurses.post("/fhir", ward.bundle(version, kind))
    assert answer.status_code == (200 if kind == "transaction" else 201), answer.text
    plans = ward.nurses.get(f"/fhir/CarePlan?patient={ward.id}").json
    (plan,) = resources(plans)
    if kind == "transaction":
        told = [each["response"] for each in answer.json["entry"]]  # type: ignore[index]
        assert len(told) == len(ward.bundle(version)["entry"])
        assert [each.get("location") for each in told if "location" in each] == [f"CarePlan/{plan['id']}/_history/1"]
    assert resources(ward.nurses.get(f"/fhir/Condition?patient={ward.id}").json) == []
    assert len(resources(ward.own.get(f"/fhir/CarePlan/{plan['id']}/$zones?version=2").json)) == 7


def test_a_bundle_may_bring_its_patient_along(ward: Ward) -> None:
    sent = ward.bundle(1)
    number = sent["entry"][0]["resource"]["subject"]["identifier"]
    for entry in sent["entry"]:
        entry["resource"]["subject"] = {"reference": "Patient/oddfrid"}
    sent["entry"].append({"resource": {"resourceType": "Patient", "id": "oddfrid", "identifier": [number]}})
    assert ward.nurses.post(ZONES, sent).status_code == 201


def test_what_was_read_is_changed_and_sent_back(ward: Ward) -> None:
    made = ward.nurses.post(ZONES, ward.bundle(2)).json
    sent = deepcopy(made)
    sent["entry"][1]["resource"]["activity"][0]["detail"]["description"] = "Gå en tur"  # type: ignore[index]
    changed = ward.nurses.post(ZONES, sent)
    assert (changed.status_code, changed.headers["ETag"]) == (200, 'W/"2"'), changed.text
    assert ward.nurses.post(ZONES, sent).status_code == 412
    assert "Gå en tur" in ward.phone.get(f"/records/{ward.id}/plan").text
    assert ward.nurses.post(ZONES, sent, headers={"If-Match": 'W/"2"'}).status_code in (200, 412)


def test_what_planer_alone_has_a_word_for_comes_back_there(ward: Ward) -> None:
    """A plan made by Planer, changed in HL7 Norge's shape, and read by both."""
    number = _number(ward)
    sent = a_planer_request(subject={"id": number})
    made = ward.nurses.post("/api/planer/plans", {**sent, "colour_of_folder": "blue"}).json
    shown = ward.nurses.get(f"/fhir/CarePlan/{made['id']}/$zones?version=1").json  # type: ignore[index]
    condition = shown["entry"][1]["resource"]  # type: ignore[index]
    condition["code"]["coding"] = [{"system": "http://snomed.info/sct", "code": "267036007"}]
    condition["note"][0]["text"] = "Hvil deg"
    assert ward.nurses.post(ZONES, shown).status_code == 200
    told = ward.nurses.get(f"/api/planer/plans/{made['id']}").json  # type: ignore[index]
    assert told["colour_of_folder"] == "blue"  # type: ignore[index]
    assert told["clinical_content"]["zones"][0]["action"] == "Hvil deg"  # type: ignore[index]
    again = ward.nurses.get(f"/fhir/CarePlan/{made['id']}/$zones?version=1").json  # type: ignore[index]
    assert again["entry"][1]["resource"]["code"] == condition["code"]  # type: ignore[index]
    assert "beside" not in json.dumps(again)


@pytest.mark.parametrize(
    ("spoil", "status"),
    [
        (lambda sent: sent.update(resourceType="Goal"), 422),
        (lambda sent: sent["entry"].pop(1), 422),
        (lambda sent: sent["entry"].append({"resource": {"resourceType": "Observation"}}), 422),
        (lambda sent: sent["entry"][1]["resource"].update(colour="red"), 422),
        (
            lambda sent: sent["entry"][0]["resource"].update(
                subject={"reference": "Patient/5f0c1d0e-7b0b-4a52-9a2b-1f7d2c9e0b01"}
            ),
            404,
        ),
        (lambda sent: sent["entry"][1]["resource"]["subject"]["identifier"].update(value="07845110004"), 422),
        (lambda sent: sent["entry"].__setitem__(0, {"resource": "x"}), 422),
    ],
)
def test_what_is_not_whole_is_refused(ward: Ward, spoil: Any, status: int) -> None:
    sent = json.loads(json.dumps(ward.bundle(1)))
    spoil(sent)
    answer = ward.nurses.post(ZONES, sent)
    assert answer.status_code == status, answer.text
    assert answer.json["resourceType"] == "OperationOutcome"  # type: ignore[index]


@pytest.mark.parametrize(("kind", "answered"), [("transaction", "transaction-response"), ("batch", "batch-response")])
def test_each_entry_is_answered_where_the_sender_asks_for_that(ward: Ward, kind: str, answered: str) -> None:
    answer = ward.nurses.post("/fhir", ward.bundle(1, kind))
    assert (answer.status_code, answer.json["type"]) == (200, answered)  # type: ignore[index]
    assert [each["response"]["status"][:3] for each in answer.json["entry"]] == ["201"] * 4  # type: ignore[index]


@pytest.mark.parametrize("address", [ZONES, "/fhir"])
@pytest.mark.parametrize("kind", ["searchset", "history", "document", "transaction-response", "banana", None])
def test_what_was_found_or_answered_is_no_plan_to_write(ward: Ward, address: str, kind: str | None) -> None:
    sent = ward.bundle(1) | {"type": kind}
    assert told(ward.nurses.post(address, {name: value for name, value in sent.items() if value})) == (422, "Bundle.type")
    assert resources(ward.nurses.get(f"/fhir/CarePlan?patient={ward.id}").json) == []


@pytest.mark.parametrize("kind", ["transaction", "batch"])
@pytest.mark.parametrize("request_", [None, {"method": "GET", "url": "CarePlan"}, {"method": "DELETE", "url": "CarePlan"}])
def test_a_zone_that_is_not_sent_to_be_written_is_refused(ward: Ward, kind: str, request_: Any) -> None:
    sent = ward.bundle(1, kind)
    sent["entry"][1]["request"] = request_
    if request_ is None:
        del sent["entry"][1]["request"]
    assert told(ward.nurses.post("/fhir", sent)) == (422, "Bundle.entry[1].request.method")


@pytest.mark.parametrize("address", [ZONES, "/fhir"])
def test_a_goal_in_the_bundle_is_refused_where_it_stands(ward: Ward, address: str) -> None:
    sent = ward.bundle(1)
    sent["entry"].append({"resource": {"resourceType": "Goal", "id": "x"}})
    assert told(ward.nurses.post(address, sent)) == (422, f"Bundle.entry[{len(sent['entry']) - 1}].resource")


def test_who_may_not_write_is_refused(ward: Ward, app: Flask) -> None:
    assert ward.own.post(ZONES, ward.bundle(1)).status_code == 403
    assert System(app).as_clinician(*a_clinician("Olav")).post(ZONES, ward.bundle(1)).status_code == 404


def test_a_version_there_is_none_of_is_refused(ward: Ward) -> None:
    made = resources(ward.nurses.post(ZONES, ward.bundle(1)).json)[0]["id"]
    assert ward.own.get(f"/fhir/CarePlan/{made}/$zones?version=3").status_code == 400
    assert ward.own.get("/fhir/CarePlan/5f0c1d0e-7b0b-4a52-9a2b-1f7d2c9e0b01/$zones").status_code == 404


def _number(ward: Ward) -> str:
    from app.identity.people import identity_number_of

    return identity_number_of(ward.patient)
