"""Finding plans."""

from __future__ import annotations

import logging
from collections.abc import Callable

import pytest

from tests.careplan.desk import HOME, Desk, told


def test_a_search_finds_the_plan_with_everything_it_refers_to(desk: Desk) -> None:
    desk.write_everything()
    bundle = desk.search(_include="*", status="active").json
    assert isinstance(bundle, dict)
    found = [(entry["resource"]["resourceType"], entry["search"]["mode"]) for entry in bundle["entry"]]
    assert (bundle["type"], bundle["total"]) == ("searchset", 1)
    assert found == [("CarePlan", "match"), ("Condition", "include"), ("Goal", "include"), ("ServiceRequest", "include")]
    for entry in bundle["entry"]:
        assert entry["fullUrl"].endswith(f"{HOME}/{entry['resource']['resourceType']}/{entry['resource']['id']}")
        assert desk.system.get(entry["fullUrl"].removeprefix("http://localhost")).json == entry["resource"]


def test_without_include_the_plan_stands_alone(desk: Desk) -> None:
    desk.write_everything()
    assert len(desk.search().json["entry"]) == 1  # type: ignore[index]


def test_the_answers_own_link_does_not_have_the_number(desk: Desk) -> None:
    bundle = desk.search(_include="*", status="active").json
    assert isinstance(bundle, dict)
    assert bundle["link"] == [{"relation": "self", "url": f"http://localhost{HOME}/CarePlan/_search?_include=%2A&status=active"}]


def test_a_patient_without_a_plan_has_an_empty_answer(desk: Desk, new_desk: Callable[[], Desk]) -> None:
    for each in (desk, new_desk()):
        bundle = each.search(_include="*").json
        assert isinstance(bundle, dict)
        assert (bundle["total"], "entry" in bundle) == (0, False)


def test_a_patient_nobody_here_has_met_has_an_empty_answer(desk: Desk) -> None:
    desk.number = desk.system.headers["nhn-patient-nin"] = "07845110004"
    answer = desk.search(_include="*")
    assert answer.status_code == 200
    assert answer.json["total"] == 0  # type: ignore[index]


def test_the_status_narrows(desk: Desk) -> None:
    desk.write_everything()
    assert desk.search(status="completed").json["total"] == 0  # type: ignore[index]
    assert desk.search(status="completed,active").json["total"] == 1  # type: ignore[index]


def test_a_status_nobody_knew_is_found_by_that_name(desk: Desk) -> None:
    desk.create(desk.plan(status="unknown", addresses=[], goal=[], activity=[]))
    assert desk.search(status="unknown").json["entry"][0]["resource"]["status"] == "unknown"  # type: ignore[index]
    assert desk.search(status="on-hold").json["total"] == 0  # type: ignore[index]


@pytest.mark.parametrize(
    "query", ["", "subject:Patient.identifier={n}", "subject=Patient/{n}", "identifier={n}", "identifier=x&patient={n}"]
)
def test_a_search_by_number_in_the_address_is_refused_and_not_logged(
    desk: Desk, query: str, caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level(logging.DEBUG)
    answer = desk.system.get(f"{HOME}/CarePlan?{query.format(n=desk.number)}")
    assert told(answer) == (400, "CPLF-0006")
    written = caplog.text + "".join(capsys.readouterr()) + answer.text + str(answer.headers)
    assert desk.number not in written


@pytest.mark.parametrize(
    ("method", "way"),
    [
        ("POST", "CarePlan/_search?subject:Patient.identifier={n}"),
        ("POST", "CarePlan/_search?_format={n}"),
        ("GET", "Goal/{goal}?subject={n}"),
        ("GET", "Goal/{goal}?a=urn:oid:2.16.578.1.12.4.1.4.1|{n}"),
        ("GET", "Goal/{goal}?{n}"),
        ("GET", "Goal/{goal}/_history?subject={n}"),
        ("GET", "Goal/{goal}/_history/1?subject={n}"),
        ("GET", "Goal?identifier=A-{n}"),
        ("PUT", "Goal/{goal}?subject={n}"),
        ("DELETE", "Goal/{goal}?subject={n}"),
        ("POST", "Goal?subject={n}"),
        ("POST", "status?nin={n}"),
        ("POST", "consent?subject={n}"),
    ],
)
def test_an_identity_number_stands_in_no_address(desk: Desk, method: str, way: str) -> None:
    desk.write_everything()
    goal = desk.read("Goal")
    form = {"subject:Patient.identifier": desk.number} if "_search" in way else None
    sent = {"nin": desk.number} if way.startswith("status") else {**goal, "description": {"text": "Nytt"}}
    address = f"{HOME}/{way.format(goal=desk.ids['Goal'], n=desk.number)}"
    answer = desk.system.send(method, address, None if form else sent, form=form)
    assert told(answer) == (400, "CPLF-0006"), answer.text
    assert desk.number not in answer.text
    assert desk.read("Goal") == goal


@pytest.mark.parametrize("query", ["status=completed", "_include=*", "_revinclude=*", "colour=red"])
def test_what_a_search_asks_for_stands_in_its_form_and_is_never_passed_over(desk: Desk, query: str) -> None:
    desk.write_everything()
    form = {"subject:Patient.identifier": desk.number}
    assert told(desk.system.post(f"{HOME}/CarePlan/_search?{query}", form=form)) == (400, "CPLF-0004")
    assert desk.system.post(f"{HOME}/CarePlan/_search?_format=json", form=form).json["total"] == 1  # type: ignore[index]


@pytest.mark.parametrize("form", ["bare", "urn", "token"])
def test_a_business_identifier_finds_its_resource(desk: Desk, form: str) -> None:
    desk.write_everything()
    for kind, uuid in desk.ids.items():
        value = {"bare": uuid, "urn": f"urn:uuid:{uuid}", "token": f"urn:ietf:rfc:3986|urn:uuid:{uuid}"}[form]
        bundle = desk.system.get(f"{HOME}/{kind}", query_string={"identifier": value}).json
        assert isinstance(bundle, dict)
        assert [entry["resource"]["id"] for entry in bundle["entry"]] == [uuid]


def test_an_identifier_of_the_senders_own_system_finds_it(desk: Desk) -> None:
    own = f"A-{desk.number}0"
    desk.create(desk.condition(identifier=[{"system": "urn:oid:1.2.3", "value": own}]))
    found = desk.system.get(f"{HOME}/Condition", query_string={"identifier": f"urn:oid:1.2.3|{own}"})
    assert found.json["total"] == 1  # type: ignore[index]


def test_another_patients_identifier_finds_nothing(desk: Desk, new_desk: Callable[[], Desk]) -> None:
    desk.write_everything()
    for kind, uuid in desk.ids.items():
        answer = new_desk().system.get(f"{HOME}/{kind}?identifier={uuid}")
        assert (answer.status_code, answer.json["total"]) == (200, 0)  # type: ignore[index]


@pytest.mark.parametrize(
    ("form", "code"),
    [
        ({"_include": "CarePlan:goal"}, "CPLF-0004"),
        ({"status": "banana"}, "CPLF-0004"),
        ({"_revinclude": "*"}, "CPLF-0004"),
        ({"goal.description": "a"}, "CPLF-0004"),
        ({"subject:Patient.identifier": ""}, "CPLF-0003"),
        ({"subject:Patient.identifier": "07845110004"}, "CPLF-0003"),
        ({"patient.identifier": "07845110004"}, "CPLF-0023"),
    ],
)
def test_a_search_it_cannot_do_is_refused(desk: Desk, form: dict[str, str], code: str) -> None:
    answer = desk.search(**form)
    assert told(answer) == (400, code)


def test_a_draft_is_found_by_clinicians_only(desk: Desk) -> None:
    desk.create(desk.condition())
    desk.create(desk.plan(status="draft", goal=None, activity=None))
    assert desk.search().json["total"] == 1  # type: ignore[index]
    citizen = desk.system.as_citizen(desk.patient)
    assert desk.search().json["total"] == 0  # type: ignore[index]
    assert told(citizen.get(desk.address("CarePlan"))) == (404, "CPLF-0007")


@pytest.mark.parametrize("kind", ["CarePlan", "Condition", "Goal", "ServiceRequest"])
def test_what_no_database_can_keep_is_refused_in_an_identifier_and_in_a_number(desk: Desk, kind: str) -> None:
    assert told(desk.system.get(f"{HOME}/{kind}?identifier=urn:uuid:a%00b")) == (400, "CPLF-0006")
    assert desk.search(**{"subject:Patient.identifier": f"{desk.number}\x00"}).status_code == 400
