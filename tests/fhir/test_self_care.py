"""A self-care plan that both Planer and plain FHIR write: nothing of either is lost."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from app.exchange.reader import read_json
from tests.factories.resources import a_planer_request
from tests.fhir.desk import HOME, Desk, told

PLANS = "/api/planer/plans"
OWN = {"url": "https://epj.test/own", "valueDecimal": Decimal("7.10")}


@pytest.fixture
def plan_id(desk: Desk) -> str:
    sent = a_planer_request(subject={"id": desk.number}, updated_by=None, colour="blue")
    sent["clinical_content"]["mood"] = Decimal("1.50")
    answer = desk.system.post(PLANS, sent)
    assert answer.status_code == 201, answer.text
    desk.ids["CarePlan"] = answer.json["id"]
    return str(answer.json["id"])


def planer(desk: Desk, plan_id: str) -> Any:
    return read_json(desk.system.get(f"{PLANS}/{plan_id}").data)


def test_what_planer_wrote_is_a_care_plan(desk: Desk, plan_id: str) -> None:
    found = desk.find("CarePlan", category="self-care")
    assert [each["resource"]["id"] for each in found["entry"]] == [plan_id]
    plan = found["entry"][0]["resource"]
    assert (plan["title"], plan["description"], plan["status"]) == ("Når hjertet sliter", "Laget sammen", "active")
    assert plan["category"] == [{"coding": [{"system": "urn:egenplan:plan-kind", "code": "self-care"}]}]
    assert desk.find("CarePlan", category="treatment")["total"] == 0
    assert desk.system.get(f"{desk.address('CarePlan')}/_history").json["total"] == 1


def test_nothing_of_either_is_lost(desk: Desk, plan_id: str) -> None:
    changed = desk.change(desk.read("CarePlan") | {"title": "Når hjertet sliter litt", "extension": [OWN]})
    assert changed.status_code == 200, changed.text
    by_planer = planer(desk, plan_id)
    assert (by_planer["colour"], by_planer["clinical_content"]["mood"]) == ("blue", Decimal("1.50"))
    assert by_planer["clinical_content"]["title"] == "Når hjertet sliter litt"
    by_planer["clinical_content"]["title"] = "Når hjertet sliter mye"
    by_planer["clinical_content"]["mood"] = Decimal("2.50")
    answer = desk.system.put(f"{PLANS}/{plan_id}", by_planer)
    assert answer.status_code == 200, answer.text
    again = read_json(desk.system.get(desk.address("CarePlan")).data)
    assert isinstance(again, dict)
    assert (again["title"], again["extension"]) == ("Når hjertet sliter mye", [OWN])
    assert desk.change(again | {"title": "Stille"}).status_code == 200  # type: ignore[operator]
    last = planer(desk, plan_id)
    assert (last["colour"], last["clinical_content"]["mood"]) == ("blue", Decimal("2.50"))
    past = desk.system.get(f"{desk.address('CarePlan')}/_history")
    assert past.json["total"] == 4
    assert b"urn:egenplan:beside" not in past.data


def test_what_is_kept_inside_is_not_for_sending(desk: Desk) -> None:
    own = {"url": "urn:egenplan:beside", "valueString": "{}"}
    sent = desk.plan(addresses=None, goal=None, activity=None, extension=[own])
    assert told(desk.create(sent)) == (422, "CarePlan.extension[0]")


def test_a_treatment_plan_stays_one(desk: Desk) -> None:
    desk.write_everything()
    own = [{"coding": [{"system": "urn:egenplan:plan-kind", "code": "self-care"}]}]
    assert told(desk.change(desk.read("CarePlan") | {"category": own})) == (422, "CarePlan.category")
    facade = desk.system.post(
        "/api/careplan/CarePlan",
        desk.plan(identifier=None, category=own, subject={"identifier": {"value": desk.number}}),
        headers={"nhn-patient-nin": desk.number},
    )
    assert (facade.status_code, facade.headers["nhn-error-code"]) == (422, "CPLF-0005")
    assert HOME
