"""Who may do what: every kind of caller, every scope, every interaction, against a table written by hand."""

from __future__ import annotations

from typing import Any

import pytest
from werkzeug.test import TestResponse

from app.fhir.kinds.kind import Interaction
from app.fhir.scopes import granted
from app.identity.tokens.claims import Kind
from tests.fhir.desk import HOME, Desk, posted
from tests.support.api import System
from tests.support.visitor import Visitor

# What a scope lets a clinician do with a Goal: c, r, u, d and s, as SMART 2.2 spells them.
CLINICIAN = {
    "user/Goal.cruds": "cruds",
    "user/*.cruds": "cruds",
    "user/*.*": "cruds",
    "user/Goal.read": "rs",
    "user/Goal.write": "cud",
    "user/Goal.r": "r",
    "user/Goal.s": "s",
    "user/Goal.c": "c",
    "user/Goal.u": "u",
    "user/Goal.d": "d",
    "user/Goal.rs": "rs",
    "user/CarePlan.cruds": "",
    "user/goal.cruds": "",
    "user/Goal.sr": "",
    "user/Goal.rs?category=x": "",
    "user/Goal.": "",
    "patient/Goal.cruds": "",
    "system/Goal.cruds": "",
    "nhn:careplan/api": "",
    "openid": "",
}
CITIZEN = {"patient/Goal.rs": "rs", "patient/*.cruds": "rs", "user/Goal.read": "rs", "patient/Goal.write": "", "system/*.rs": ""}
MACHINE = {"system/*.cruds": "", "user/*.cruds": "", "patient/*.rs": ""}


def tries(desk: Desk, system: System) -> dict[str, TestResponse]:
    goal = desk.read("Goal")
    at = f"{HOME}/Goal/{desk.ids['Goal']}"
    return {
        "r": system.get(at),
        "s": system.get(f"{HOME}/Goal?patient={desk.record_id}"),
        "c": system.post(f"{HOME}/Goal", desk.goal(identifier=None)),
        "u": system.put(at, goal | {"description": {"text": "Ny"}}, headers={"If-Match": f'W/"{goal["meta"]["versionId"]}"'}),
        "d": system.delete(at),
    }


def check(desk: Desk, system: System, allowed: str) -> None:
    for letter, answer in tries(desk, system).items():
        assert (answer.status_code < 300) == (letter in allowed), (letter, answer.text)
        if letter not in allowed:
            assert (answer.status_code, answer.json["resourceType"]) == (403, "OperationOutcome")


@pytest.mark.parametrize(("scope", "allowed"), CLINICIAN.items())
def test_a_clinician_may_what_the_scope_says(desk: Desk, scope: str, allowed: str) -> None:
    desk.write_everything()
    check(desk, System(desk.app).as_clinician(desk.nurse, desk.clinician, basis="UNNTAK", scopes=[scope]), allowed)


@pytest.mark.parametrize(("scope", "allowed"), CITIZEN.items())
def test_a_citizen_reads(desk: Desk, scope: str, allowed: str) -> None:
    desk.write_everything()
    check(desk, System(desk.app).as_citizen(desk.patient, scopes=[scope]), allowed)


@pytest.mark.parametrize(("scope", "allowed"), MACHINE.items())
def test_a_system_by_itself_opens_nothing(desk: Desk, scope: str, allowed: str) -> None:
    desk.write_everything()
    system = System(desk.app).as_machine(scopes=[scope])
    check(desk, system, allowed)
    assert system.get(f"{HOME}/metadata").status_code == 200


def test_in_a_bundle_each_entry_needs_its_scope(desk: Desk) -> None:
    desk.write_everything()
    desk.system.as_clinician(desk.nurse, desk.clinician, basis="UNNTAK", scopes=["user/Condition.cruds"])
    read: Any = {"request": {"method": "GET", "url": f"Goal/{desk.ids['Goal']}"}}
    entries = (read, posted(desk.condition(identifier=None)))
    answer = desk.send("batch", *entries)
    assert [each["response"]["status"] for each in answer.json["entry"]] == ["403", "201"]
    assert desk.send("transaction", *entries).status_code == 403
    assert desk.find("Condition")["total"] == 2


def test_a_scope_with_letters_out_of_order_grants_nothing() -> None:
    assert not granted(["user/Goal.sr"], Kind.CLINICIAN, "Goal", Interaction.READ)
    assert granted(["user/Goal.rs"], Kind.CLINICIAN, "Goal", Interaction.READ)


def test_a_refusal_says_which_scope(desk: Desk) -> None:
    answer = System(desk.app).as_citizen(desk.patient, scopes=["openid"]).get(f"{HOME}/Goal")
    assert answer.status_code == 403
    assert 'error="insufficient_scope"' in answer.headers["WWW-Authenticate"]
    assert "patient/Goal.s" in answer.headers["WWW-Authenticate"]


@pytest.mark.parametrize("audience", ["nhn:careplan", "egenplan:planer", "https://elsewhere.test"])
def test_a_token_for_another_mouth_is_none(desk: Desk, audience: str) -> None:
    system = System(desk.app).as_clinician(desk.nurse, desk.clinician, basis="UNNTAK", audiences=[audience])
    assert system.get(f"{HOME}/Goal?patient={desk.record_id}").status_code == 401


def test_without_a_basis_only_those_who_follow_the_patient(desk: Desk) -> None:
    from tests.factories.people import a_care_team_member

    desk.write_everything()
    desk.system.headers["nhn-access-basis"] = None
    assert desk.system.get(desk.address("Goal")).status_code == 404
    a_care_team_member(desk.record, desk.clinician)
    assert desk.system.get(desk.address("Goal")).status_code == 200


def test_the_header_and_the_resource_name_one_patient(desk: Desk) -> None:
    desk.write_everything()
    other = Desk(desk.app)
    answer = desk.system.get(desk.address("Goal"), headers={"nhn-patient-nin": other.number})
    assert (answer.status_code, answer.headers["nhn-error-code"]) == (400, "CPLF-0003")
    assert desk.system.get(desk.address("Goal"), headers={"nhn-patient-nin": desk.number}).status_code == 200


def test_each_access_is_one_line(desk: Desk) -> None:
    desk.write_everything()
    goal = desk.read("Goal")
    at = desk.address("Goal")
    calls = (
        lambda: desk.system.get(at),
        lambda: desk.system.get(f"{at}/_history"),
        lambda: desk.system.get(f"{at}/_history/1"),
        lambda: desk.search("CarePlan", _include="*"),
        lambda: desk.system.get(f"{HOME}/CarePlan?patient={desk.record_id}"),
        lambda: desk.create(desk.goal(identifier=None)),
        lambda: desk.create(desk.goal(status="banana")),
        lambda: desk.change(goal | {"description": {"text": "Ny"}}),
        lambda: desk.change(goal | {"description": {"text": "For sent"}}),
        lambda: desk.system.delete(at),
        lambda: desk.system.get(at),
        lambda: desk.system.get(f"{HOME}/Goal/{desk.ids['CarePlan']}"),
        lambda: desk.system.get(f"{HOME}/Goal?patient=Patient/{desk.ids['CarePlan']}"),
    )
    for number, call in enumerate(calls):
        before = desk.lines()
        call()
        assert desk.lines() == before + 1, number
    before = desk.lines()
    for address in ("metadata", "Goal?colour=red", f"Goal?patient.identifier={desk.number}", "Goal", "Medication/1"):
        desk.system.get(f"{HOME}/{address}")
    assert desk.lines() == before


def test_a_cookie_is_nothing_here(desk: Desk) -> None:
    desk.write_everything()
    visitor = Visitor(desk.app).sign_in(desk.nurse, desk.clinician)
    for address in (desk.address("Goal"), f"{HOME}/Goal?patient={desk.record_id}"):
        answer = visitor.send("GET", address)
        assert answer.status_code == 401
        assert "Set-Cookie" not in answer.headers
