"""What a search finds, and what it refuses to look for."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import unquote
from uuid import uuid4

import pytest

from tests.factories.resources import identified
from tests.fhir.desk import FNR, HOME, Desk, ids

LOCAL = "http://localhost"


@pytest.fixture
def written(desk: Desk) -> Desk:
    desk.write_everything()
    return desk


def path_of(url: str) -> str:
    assert url.startswith(f"{LOCAL}{HOME}/")
    return url.removeprefix(LOCAL)


@pytest.mark.parametrize("name", ["patient", "subject"])
def test_a_patient_is_named_in_many_ways(written: Desk, name: str) -> None:
    for value in (f"Patient/{written.record_id}", written.record_id):
        found = written.system.get(f"{HOME}/CarePlan?{name}={value}").json
        assert (found["total"], ids(found)) == (1, [written.ids["CarePlan"]])
    for chain in (".identifier", ":Patient.identifier", ":identifier"):
        for value in (written.number, f"{FNR}|{written.number}"):
            found = written.system.post(f"{HOME}/CarePlan/_search", form={f"{name}{chain}": value}).json
            assert ids(found) == [written.ids["CarePlan"]]


def test_without_a_patient_a_search_says_what_it_needs(written: Desk) -> None:
    answer = written.system.get(f"{HOME}/Goal")
    assert (answer.status_code, answer.json["issue"][0]["code"]) == (400, "required")
    assert ids(written.system.get(f"{HOME}/Goal", headers={"nhn-patient-nin": written.number}).json) == [written.ids["Goal"]]
    assert ids(written.system.get(f"{HOME}/Goal?_id={written.ids['Goal']}").json) == [written.ids["Goal"]]
    assert ids(written.citizen.get(f"{HOME}/Goal").json) == [written.ids["Goal"]]


def test_an_identity_number_never_stands_in_an_address(written: Desk) -> None:
    for query in (
        f"patient.identifier={written.number}",
        f"patient.identifier={FNR}%7C{written.number}",
        f"identifier={written.number}",
        f"patient={written.number}",
        f"subject:Patient.identifier={written.number}",
        f"_id={written.number}",
        f"{written.number}=1",
    ):
        for address in (f"{HOME}/CarePlan?{query}", f"{HOME}/CarePlan/{written.ids['CarePlan']}?{query}"):
            answer = written.system.get(address)
            assert (answer.status_code, answer.json["issue"][0]["code"]) == (400, "not-supported"), address
        assert written.system.post(f"{HOME}/CarePlan/_search?{query}").status_code == 400
    found = written.find("CarePlan", _count="1", identifier=f"urn:x|{written.number}")
    assert written.number not in unquote(str(found["link"]))


def test_a_uuid_full_of_digits_is_no_identity_number(written: Desk) -> None:
    for last in ("a12345678901", "12345678901f", "123456789012"):
        assert written.find("Goal", _id=f"00000000-0000-4000-8000-{last}")["total"] == 0
        assert written.system.get(f"{HOME}/Goal?patient=00000000-0000-4000-8000-{last}").status_code == 404


@pytest.mark.parametrize(
    ("kind", "asked", "found"),
    [
        ("CarePlan", {"status": "active"}, True),
        ("CarePlan", {"status": "draft,active"}, True),
        ("CarePlan", {"status": "http://hl7.org/fhir/request-status|active"}, True),
        ("CarePlan", {"status": "urn:other|active"}, False),
        ("CarePlan", {"status": "draft"}, False),
        ("CarePlan", {"category": "urn:egenplan:plan-kind|treatment"}, True),
        ("CarePlan", {"category": "self-care"}, False),
        ("CarePlan", {"date": "2026-03"}, True),
        ("CarePlan", {"date": "ge2026-04-01"}, True),
        ("CarePlan", {"date": "lt2026-03-10"}, False),
        ("CarePlan", {"date": "gt2026-12-31"}, False),
        ("CarePlan", {"date": "ge2026-01-01", "status": "completed"}, False),
        ("CarePlan", {"_lastUpdated": "ge2026-01-01"}, True),
        ("CarePlan", {"_lastUpdated": "lt2026-01-01T00:00:00Z"}, False),
        ("Condition", {"code": "R95"}, True),
        ("Condition", {"code": "urn:oid:2.16.578.1.12.4.1.1.7170|R95"}, True),
        ("Condition", {"code": "urn:oid:2.16.578.1.12.4.1.1.7170|"}, True),
        ("Condition", {"code": "|R95"}, False),
        ("Condition", {"code": "R9"}, False),
        ("Condition", {"clinical-status": "active"}, True),
        ("Goal", {"lifecycle-status": "active"}, True),
        ("Goal", {"target-date": "2027"}, True),
        ("ServiceRequest", {"category": "http://snomed.info/sct|229064008"}, True),
        ("ServiceRequest", {"category": "384760004"}, False),
        ("ServiceRequest", {"status": "active", "_sort": "_id"}, True),
    ],
)
def test_it_finds_by_what_is_allowed(desk: Desk, kind: str, asked: dict[str, str], found: bool) -> None:
    period = {"start": "2026-03-10", "end": "2026-04-20"}
    for resource in (desk.condition(), desk.goal(target=[{"dueDate": "2027-05-01"}]), desk.measure(), desk.plan(period=period)):
        if kind == "CarePlan" and asked.get("date", "").startswith("2026-03") and resource["resourceType"] == "CarePlan":
            resource["period"] = {"start": "2026-03-10", "end": "2026-03-20"}
        assert desk.create(resource).status_code == 201
    answer = desk.find(kind, **asked)
    assert (answer["total"], ids(answer)) == ((1, [desk.ids[kind]]) if found else (0, []))


def test_identifiers_are_found_with_and_without_their_system(desk: Desk) -> None:
    desk.create(desk.condition())
    epj = desk.create(desk.condition(identifier=[{"system": "urn:epj", "value": "A-1"}])).json["id"]
    for value, expected in (
        (desk.ids["Condition"], desk.ids["Condition"]),
        (f"urn:uuid:{desk.ids['Condition']}", desk.ids["Condition"]),
        (f"urn:ietf:rfc:3986|urn:uuid:{desk.ids['Condition']}", desk.ids["Condition"]),
        ("urn:epj|A-1", epj),
    ):
        assert ids(desk.find("Condition", identifier=value)) == [expected], value
    assert desk.find("Condition", identifier="urn:epj|A-2")["total"] == 0
    assert desk.find("Condition", identifier="urn:epj|A%")["total"] == 0


def test_references_are_found(written: Desk) -> None:
    goal, problem = written.ids["Goal"], written.ids["Condition"]
    assert written.find("CarePlan", goal=f"Goal/{goal}")["total"] == 1
    assert written.find("CarePlan", goal=goal)["total"] == 1
    assert written.find("CarePlan", goal=f"Goal/{problem}")["total"] == 0
    assert written.find("Goal", addresses=f"Condition/{problem}")["total"] == 1
    assert written.find("ServiceRequest", reason=problem)["total"] == 1


def test_what_is_referred_to_comes_along(written: Desk) -> None:
    def kinds(answer: Any) -> list[tuple[str, str]]:
        return [(each["resource"]["resourceType"], each["search"]["mode"]) for each in answer["entry"]]

    everything = written.find("CarePlan", _include="*")
    assert everything["total"] == 1
    assert sorted(kinds(everything)) == [
        ("CarePlan", "match"),
        ("Condition", "include"),
        ("Goal", "include"),
        ("ServiceRequest", "include"),
    ]
    assert kinds(written.find("CarePlan", _include="CarePlan:goal")) == [("CarePlan", "match"), ("Goal", "include")]
    assert kinds(written.find("Goal", _include="Goal:addresses:Condition"))[1:] == [("Condition", "include")]
    by_name = written.create(written.condition(identifier=[{"system": "urn:epj", "value": "B"}])).json["id"]
    named = {"type": "Condition", "identifier": {"system": "urn:epj", "value": "B"}}
    written.change(written.read("Goal") | {"addresses": [named]})
    assert ids(written.find("Goal", _include="Goal:addresses"))[1] == by_name


def test_a_token_for_one_type_brings_no_other_along(written: Desk) -> None:
    written.system.as_clinician(written.nurse, written.clinician, basis="UNNTAK", scopes=["user/CarePlan.rs"])
    assert ids(written.find("CarePlan", _include="*")) == [written.ids["CarePlan"]]


def test_pages_follow_each_other_without_a_gap(desk: Desk) -> None:
    made = []
    for number in range(7):
        desk.ids["Condition"] = str(uuid4())
        made.append(desk.create(desk.condition(code={"text": f"Nr {number}"})).json["id"])
    for extra in ({}, {"clinical-status": "active"}, {"_sort": "_id"}, {"_sort": "_lastUpdated"}):
        found, answer = [], desk.find("Condition", _count="3", **extra)
        assert answer["total"] == 7
        while True:
            found += ids(answer)
            following = [link["url"] for link in answer["link"] if link["relation"] == "next"]
            if not following:
                break
            answer = desk.system.get(path_of(following[0])).json
            assert answer["total"] == 7
        expected = list(reversed(made)) if extra.get("_sort") is None else made if extra["_sort"] != "_id" else sorted(made)
        assert found == expected, extra


def test_the_next_page_is_the_searchers_alone(desk: Desk, new_desk: Callable[..., Desk]) -> None:
    for _ in range(2):
        desk.ids["Condition"] = str(uuid4())
        desk.create(desk.condition())
    (following,) = [link["url"] for link in desk.find("Condition", _count="1")["link"] if link["relation"] == "next"]
    assert desk.number not in following and desk.record_id not in following
    stranger = new_desk(basis=None)
    assert stranger.system.get(path_of(following)).status_code == 404
    assert desk.system.get(path_of(following).replace("Condition", "Goal")).status_code == 400
    for spoilt in (following[:-2], f"{following}AA", following.replace("_cursor=", "_cursor=x"), f"{following}&status=active"):
        assert desk.system.get(path_of(spoilt)).status_code == 400


def test_only_the_number_where_only_that_is_asked_for(written: Desk) -> None:
    for asked in ({"_summary": "count"}, {"_count": "0"}):
        answer = written.find("Goal", **asked)
        assert (answer["total"], "entry" in answer) == (1, False)


def test_the_answer_says_what_it_answers(written: Desk) -> None:
    link = written.find("CarePlan", status="active", _include="CarePlan:goal")["link"][0]
    assert link["relation"] == "self"
    assert ids(written.system.get(path_of(link["url"])).json) == [written.ids["CarePlan"], written.ids["Goal"]]


@pytest.mark.parametrize(
    "asked",
    [
        {"title": "x"},
        {"_has:Goal:patient:_id": "1"},
        {"_filter": "status eq active"},
        {"_content": "x"},
        {"_text": "x"},
        {"_elements": "id"},
        {"_list": "x"},
        {"_revinclude": "Goal:addresses"},
        {"goal.description": "x"},
        {"subject.name": "Kari"},
        {"status:not": "active"},
        {"status:missing": "true"},
        {"_include:iterate": "*"},
        {"_include": "CarePlan:subject"},
        {"_include": "Goal:addresses"},
        {"_sort": "title"},
        {"_sort": "_id,_lastUpdated"},
        {"_count": "-1"},
        {"_count": "many"},
        {"_summary": "text"},
        {"_total": "all"},
        {"date": "tomorrow"},
        {"date": "2026-13"},
        {"date": "ap2026"},
        {"goal": "Goal/1"},
        {"status": ""},
        {"status": "a|b|c"},
        {"status": ",".join(["active"] * 101)},
        {"status": "x" * 501},
        {"identifier": "a\x00b"},
        {"_cursor": "x"},
    ],
    ids=lambda asked: next(iter(asked.items())).__repr__()[:40],
)
def test_what_it_cannot_do_is_refused(written: Desk, asked: dict[str, str]) -> None:
    answer = written.search("CarePlan", **asked)
    assert (answer.status_code, answer.json["resourceType"]) == (400, "OperationOutcome")


def test_unknown_names_may_be_passed_over(written: Desk) -> None:
    asked = {"patient.identifier": written.number, "_filter": "x", "colour": "red", "status": "active"}
    answer = written.system.post(f"{HOME}/CarePlan/_search", form=asked, headers={"Prefer": "handling=lenient"})
    assert answer.json["total"] == 1
    assert "colour" not in answer.json["link"][0]["url"]


def test_two_patients_in_one_search_are_refused(written: Desk, new_desk: Callable[..., Desk]) -> None:
    other = new_desk()
    both = written.system.get(f"{HOME}/Goal?patient={written.record_id}&patient={other.record_id}")
    assert both.status_code == 400
    crossed = {"patient": written.record_id, "patient.identifier": other.number}
    assert written.system.post(f"{HOME}/Goal/_search", form=crossed).status_code == 404


def test_an_identifier_without_a_system_is_looked_for_in_every_system(desk: Desk) -> None:
    made = {}
    for system in ("urn:epj", "urn:ietf:rfc:3986", None):
        named = {"value": "A-1x"} | ({"system": system} if system else {})
        answer = desk.create(desk.goal(addresses=[], identifier=[named]))
        made[system] = answer.json.get("id")
    found = set(ids(desk.find("Goal", identifier="A-1x")))
    assert found == {each for each in made.values() if each}
    assert len(ids(desk.find("Goal", identifier="|A-1x"))) == 1
    for value in ("1x", "a-1X", "A_1x", "%", "-1x", "urn:other|A-1x"):
        assert desk.find("Goal", identifier=value)["total"] == 0, value


def test_what_has_such_an_identifier_in_any_system_is_not_made_twice(desk: Desk) -> None:
    value = f"A-{uuid4()}"
    first = desk.create(desk.goal(addresses=[], identifier=[{"system": "urn:epj", "value": value}])).json["id"]
    again = desk.create(desk.goal(addresses=[], identifier=None), **{"If-None-Exist": f"identifier={value}"})
    assert (again.status_code, again.headers["Location"].split("/")[5]) == (200, first), again.text


@pytest.mark.parametrize("kind", ["CarePlan", "ServiceRequest"])
def test_a_status_nobody_knew_is_found_by_that_name(desk: Desk, kind: str) -> None:
    made = {"CarePlan": desk.plan, "ServiceRequest": desk.measure}[kind]
    bare = {"addresses": [], "goal": [], "activity": []} if kind == "CarePlan" else {"reasonReference": []}
    unsure = desk.create(made(status="unknown", **bare)).json
    assert unsure["status"] == "unknown"
    waiting = desk.create(made(status="on-hold", identifier=None, **bare)).json
    for system in ("", "http://hl7.org/fhir/request-status|"):
        assert ids(desk.find(kind, status=f"{system}unknown")) == [unsure["id"]]
        assert ids(desk.find(kind, status=f"{system}on-hold")) == [waiting["id"]]
        assert set(ids(desk.find(kind, status=f"{system}on-hold,active,{system}unknown"))) == {unsure["id"], waiting["id"]}
    assert desk.find(kind, status="urn:other|unknown")["total"] == 0


def test_wildcards_are_letters(desk: Desk) -> None:
    desk.create(desk.condition(identifier=[{"system": "urn:epj", "value": "100%_sikker"}]))
    assert desk.find("Condition", identifier="urn:epj|100%_sikker")["total"] == 1
    for value in ("urn:epj|100%", "urn:epj|%", "urn:epj|____________", "urn:epj|' OR 1=1 --"):
        assert desk.find("Condition", identifier=value)["total"] == 0
    assert identified  # the factory's own names stay what they are
