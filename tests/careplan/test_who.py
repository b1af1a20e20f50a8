"""Who may call, with what headers, and what is logged."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.exc import OperationalError
from werkzeug.test import TestResponse

import app.access.log
import app.access.policy
from app.models.access_log_entry import AccessLogEntry
from app.models.api_call import ApiCall
from app.platform.db import db
from tests.careplan.desk import HOME, Desk, told
from tests.factories.people import a_care_team_member, a_fullmakt, a_person

OLD = {
    "nhn-user-role": "hit-user-role",
    "nhn-source-system": "hit-source-system",
    "nhn-access-basis": "hit-access-basis",
    "nhn-patient-nin": "hit-patient-pid",
    "nhn-event-id": "hit-event-id",
}


@pytest.fixture
def written(desk: Desk) -> Desk:
    assert desk.write_everything().status_code == 201
    return desk


def every_call(desk: Desk) -> dict[str, TestResponse]:
    """One call of each sort that reads or writes the patient's resources."""
    goal = desk.address("Goal")
    return {
        "create": desk.create(desk.condition(identifier=None)),
        "read": desk.system.get(goal),
        "by identifier": desk.system.get(f"{HOME}/Goal?identifier={desk.ids['Goal']}"),
        "history": desk.system.get(f"{goal}/_history"),
        "version": desk.system.get(f"{goal}/_history/1"),
        "search": desk.search(),
        "update": desk.change(desk.goal(description={"text": "Nytt"}, meta={"versionId": "1"})),
        "delete": desk.system.delete(goal),
        "consent": desk.consent(),
    }


def test_the_old_names_of_the_headers_are_heard_too(written: Desk) -> None:
    written.system.headers = {OLD.get(name, name): value for name, value in written.system.headers.items()}
    statuses = {name: answer.status_code for name, answer in every_call(written).items()}
    assert set(statuses.values()) <= {200, 201, 204}, statuses


@pytest.mark.parametrize("header", ["nhn-user-role", "nhn-source-system", "nhn-patient-nin"])
def test_a_header_left_out_is_refused(written: Desk, header: str) -> None:
    written.system.headers[header] = None
    assert {name: told(answer) for name, answer in every_call(written).items()} == dict.fromkeys(CALLS, (400, "CPLF-0002"))


def test_the_older_interface_needs_a_basis_and_the_newer_does_not(written: Desk) -> None:
    a_care_team_member(written.record, written.clinician)
    for audience, expected in (("nhn:careplan", 400), ("nhn:patient-careplan", 200)):
        written.system.as_clinician(written.nurse, written.clinician, audiences=(audience,))
        written.system.headers["nhn-access-basis"] = None
        assert written.search().status_code == expected


@pytest.mark.parametrize(
    ("header", "value"),
    [("nhn-user-role", '"LE"'), ("nhn-access-basis", "JA"), ("nhn-patient-nin", "1"), ("nhn-source-system", "x")],
)
def test_a_header_that_says_nothing_is_refused(written: Desk, header: str, value: str) -> None:
    written.system.headers[header] = value
    assert told(written.search()) == (400, "CPLF-0003")


def test_the_resource_is_about_the_patient_of_the_header(desk: Desk, new_desk: Callable[[], Desk]) -> None:
    other = new_desk()
    desk.create(desk.condition())
    stranger = {"subject": other.person}
    assert told(desk.create(desk.goal(**stranger))) == (400, "CPLF-0003")
    assert told(desk.change(desk.read("Condition") | stranger)) == (400, "CPLF-0003")
    assert told(desk.search(**{"subject:Patient.identifier": other.number})) == (400, "CPLF-0003")


def test_another_patients_resources_are_not_there(written: Desk, new_desk: Callable[[], Desk]) -> None:
    other = new_desk()
    other.consent()
    other.ids = written.ids
    calls = every_call(other)
    codes = {name: told(calls[name]) for name in ("read", "history", "version", "update", "delete")}
    assert codes == dict.fromkeys(codes, (404, "CPLF-0007"))
    assert written.read("Goal")["meta"]["versionId"] == "1"


def test_a_clinician_without_relation_or_basis_has_no_access(written: Desk) -> None:
    written.system.as_clinician(written.nurse, written.clinician)
    written.system.headers["nhn-access-basis"] = None
    assert {name: told(answer) for name, answer in every_call(written).items()} == dict.fromkeys(CALLS, (403, "CPLF-0018"))
    written.number = written.system.headers["nhn-patient-nin"] = "07845110004"
    assert told(written.search()) == (403, "CPLF-0018")


def test_a_clinician_who_is_blocked_has_no_access_whatever_the_basis(written: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(app.access.policy, "REFUSALS", (lambda facts: facts.record_id == written.record_id,))
    assert {name: told(answer) for name, answer in every_call(written).items()} == dict.fromkeys(CALLS, (403, "CPLF-0018"))


def test_the_patient_reads_and_does_not_write(written: Desk) -> None:
    written.system.as_citizen(written.patient)
    written.system.headers |= {"nhn-patient-nin": None, "nhn-user-role": None, "nhn-access-basis": None}
    codes = {name: answer.status_code for name, answer in every_call(written).items()}
    assert codes == {name: 403 if name in ("create", "update", "delete", "consent") else 200 for name in CALLS}


def test_a_relative_reads_with_a_fullmakt_and_not_without(written: Desk) -> None:
    relative = a_person("Gunn")
    written.system.as_citizen(relative)
    assert told(written.search()) == (403, "CPLF-0018")
    a_fullmakt(written.record, relative)
    assert written.search().json["total"] == 1  # type: ignore[index]


def test_a_system_by_itself_opens_no_record(written: Desk) -> None:
    written.system.as_machine()
    assert {name: answer.status_code for name, answer in every_call(written).items()} == dict.fromkeys(CALLS, 403)


def test_no_token_no_answer(written: Desk) -> None:
    written.system.headers["Authorization"] = None
    assert {name: told(answer) for name, answer in every_call(written).items()} == dict.fromkeys(CALLS, (401, "CPLF-0010"))


def test_what_the_national_interface_does_not_do(written: Desk) -> None:
    for method, way in (
        ("PATCH", "CarePlan/" + written.ids["CarePlan"]),
        ("GET", "CarePlan/_search"),
        ("GET", "status"),
        ("GET", "consent"),
    ):
        answer = written.system.send(method, f"{HOME}/{way}")
        assert told(answer)[1] in ("CPLF-0006", "CPLF-0007"), (way, answer.text)
    assert told(written.system.send("GET", f"{HOME}/Task"))[0] == 404


def test_every_call_stands_in_the_access_log_with_its_system(written: Desk, database: None) -> None:
    written.search()
    written.read("Goal")
    lines = db.session.execute(
        select(AccessLogEntry.ground, AccessLogEntry.granted, ApiCall.source_system, ApiCall.basis, ApiCall.event_id)
        .join(ApiCall, ApiCall.access_log_entry_id == AccessLogEntry.id)
        .where(AccessLogEntry.record_id == written.record_id)
    ).all()
    told_id = written.system.headers["nhn-event-id"]
    assert lines == [("attested", True, "Prøve-EPJ 1.0", "UNNTAK", told_id)] * 7  # consent, four resources, search, read


def test_what_cannot_be_logged_does_not_happen(written: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: Any) -> None:
        raise OperationalError("insert", {}, Exception("planted"))

    with monkeypatch.context() as planted:
        planted.setattr(app.access.log, "_write", broken)
        codes = {name: told(answer) for name, answer in every_call(written).items()}
    assert codes == dict.fromkeys(CALLS, (500, "CPLS-0022"))
    assert written.read("Goal")["meta"]["versionId"] == "1"


def test_the_pilots_form_of_a_refusal(app: Flask, written: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(app.config, "CAREPLAN_ERROR_FORM", "object")
    answer = written.change(written.read("Goal"))
    issue = answer.json["issue"][0]  # type: ignore[index]
    assert (issue["diagnostics"]["errorCode"], issue["diagnostics"]["serviceName"]) == ("CPLF-0009", "careplan")
    assert issue["diagnostics"]["eventId"] == written.system.headers["nhn-event-id"] == answer.headers["nhn-event-id"]


CALLS = ("create", "read", "by identifier", "history", "version", "search", "update", "delete", "consent")
