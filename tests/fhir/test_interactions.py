"""Create, read, change, look back and delete, one resource at a time."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from uuid import uuid4

import pytest

from app.exchange.reader import read_json
from tests.factories.goal import a_goal
from tests.factories.people import opened_by_patient
from tests.fhir.desk import HOME, Desk, told

MARKUP = {"url": "https://epj.test/note", "valueString": '<script>alert("x")</script> & <b>fet</b>'}
NARRATIVE = {"status": "generated", "div": '<div xmlns="http://www.w3.org/1999/xhtml"><b onclick="x()">Se her</b></div>'}


def test_a_plan_is_created_where_it_says(desk: Desk) -> None:
    answer = desk.write_everything()
    assert answer.headers["Location"] == f"http://localhost{desk.address('CarePlan')}/_history/1"
    assert answer.headers["ETag"] == 'W/"1"'
    assert answer.headers["Content-Type"] == "application/fhir+json; charset=utf-8"
    assert answer.json["id"] == desk.ids["CarePlan"]
    assert desk.read("CarePlan") == answer.json


def test_what_was_sent_comes_back_whole(desk: Desk) -> None:
    desk.create(desk.condition())
    target = [{"measure": {"text": "Vekt"}, "detailQuantity": {"value": Decimal("71.50"), "unit": "kg"}}]
    sent = desk.goal(extension=[MARKUP], text=NARRATIVE, target=target, note=[{"text": "Ærlig talt 😀"}])
    assert desk.create(sent).status_code == 201
    raw = desk.system.get(desk.address("Goal")).data
    got = read_json(raw)
    assert isinstance(got, dict)
    assert {name: value for name, value in got.items() if name not in ("id", "meta")} == sent
    assert b"71.50" in raw


def test_a_change_needs_the_version_it_is_built_on(desk: Desk) -> None:
    desk.write_everything()
    goal = desk.read("Goal")
    goal["description"] = {"text": "Gå til kaia"}
    assert desk.system.put(desk.address("Goal"), goal).status_code == 428
    first = desk.change(goal)
    assert (first.status_code, first.headers["ETag"]) == (200, 'W/"2"')
    assert desk.change(goal, 1).status_code == 412
    assert desk.read("Goal")["description"] == {"text": "Gå til kaia"}


def test_a_change_that_changes_nothing_makes_no_version(desk: Desk) -> None:
    desk.write_everything()
    again = desk.change(desk.read("CarePlan"))
    assert (again.status_code, again.headers["ETag"]) == (200, 'W/"1"')


@pytest.mark.parametrize("kind", ["Condition", "Goal", "ServiceRequest", "CarePlan"])
def test_what_was_sent_sent_again_makes_no_version(desk: Desk, kind: str) -> None:
    made = {"Condition": desk.condition, "Goal": desk.goal, "ServiceRequest": desk.measure, "CarePlan": desk.plan}
    bare = {"Goal": {"addresses": []}, "ServiceRequest": {"reasonReference": []}}
    bare["CarePlan"] = {"addresses": [], "goal": [], "activity": []}
    sent = made[kind](identifier=None, **bare.get(kind, {}))
    desk.ids[kind] = desk.create(sent).json["id"]
    again = desk.change(sent, 1)
    assert (again.status_code, again.headers["ETag"]) == (200, 'W/"1"'), again.text
    assert desk.change(sent | {"language": "nn"}, 1).headers["ETag"] == 'W/"2"'


def test_the_past_is_there(desk: Desk) -> None:
    desk.write_everything()
    desk.change(desk.read("Goal") | {"description": {"text": "Ny"}})
    past = desk.system.get(f"{desk.address('Goal')}/_history").json
    assert (past["type"], past["total"]) == ("history", 2)
    assert [each["request"]["method"] for each in past["entry"]] == ["PUT", "POST"]
    first = desk.system.get(f"{desk.address('Goal')}/_history/1")
    assert first.json == past["entry"][1]["resource"]
    assert first.headers["ETag"] == 'W/"1"'
    assert desk.system.get(f"{desk.address('Goal')}/_history/7").status_code == 404


def test_a_deleted_one_is_gone_and_its_past_stays(desk: Desk) -> None:
    desk.write_everything()
    stale = desk.system.delete(desk.address("Goal"), headers={"If-Match": 'W/"7"'})
    assert stale.status_code == 412
    assert desk.system.delete(desk.address("Goal")).status_code == 204
    assert desk.system.delete(desk.address("Goal")).status_code == 204
    gone = desk.system.get(desk.address("Goal"))
    assert (gone.status_code, gone.json["issue"][0]["code"]) == (410, "deleted")
    assert desk.system.get(f"{desk.address('Goal')}/_history/1").status_code == 200
    assert desk.system.get(f"{desk.address('Goal')}/_history/2").status_code == 410
    assert desk.change(desk.goal(), 2).status_code == 410
    assert desk.find("Goal")["total"] == 0


def test_created_only_where_there_is_none(desk: Desk) -> None:
    one, two = desk.condition(), desk.condition(identifier=[{"system": "urn:epj", "value": "A,1"}])
    name = one["identifier"][0]["value"]
    first = desk.create(one, **{"If-None-Exist": f"identifier={name}"})
    again = desk.create(one, **{"If-None-Exist": f"identifier={name}"})
    assert (first.status_code, again.status_code) == (201, 200)
    assert again.headers["Location"] == first.headers["Location"]
    assert desk.create(two, **{"If-None-Exist": "identifier=urn:epj|A\\,1"}).status_code == 201
    assert desk.create(two, **{"If-None-Exist": "identifier=urn:epj%7CA%5C,1"}).status_code == 200
    both = desk.create(one, **{"If-None-Exist": f"identifier={name},urn:epj|A\\,1"})
    assert (both.status_code, both.json["issue"][0]["code"]) == (412, "multiple-matches")
    assert desk.create(one, **{"If-None-Exist": "code=R95"}).status_code == 400
    assert desk.create(one).status_code == 409


def test_the_patient_is_named_by_address_or_by_number(desk: Desk) -> None:
    numbered = {"type": "Patient", "identifier": {"system": "urn:oid:2.16.578.1.12.4.1.4.1", "value": desk.number}}
    assert desk.create(desk.condition(subject=numbered)).status_code == 201
    got = desk.read("Condition")["subject"]
    assert got == {"reference": f"Patient/{desk.record_id}", **numbered}


def test_nobody_else_is_named_in_it(desk: Desk, new_desk: Callable[..., Desk]) -> None:
    other = new_desk()
    desk.create(desk.condition())
    for changes, place in (
        ({"subject": desk.person | {"identifier": {"value": other.number}}}, "Goal.subject"),
        ({"expressedBy": other.person}, "Goal.expressedBy"),
        ({"note": [{"text": "x", "authorReference": other.person}]}, "Goal.note[0].authorReference"),
    ):
        assert told(desk.create(desk.goal(**changes))) == (422, place)
    assert told(desk.create(desk.goal(subject={"display": "Kari"})))[0] == 422
    assert told(desk.create(desk.goal(subject={"reference": "Group/1"}))) == (422, "Goal.subject.reference")
    desk.create(desk.goal())
    assert told(desk.change(desk.read("Goal") | {"subject": other.person})) == (422, "Goal.subject")


def test_a_plan_of_self_care_is_a_care_plan_here(desk: Desk) -> None:
    desk.write_everything()
    own = [{"coding": [{"system": "urn:egenplan:plan-kind", "code": "self-care"}]}]
    desk.ids["CarePlan"] = str(uuid4())
    made = desk.create(desk.plan(category=own, addresses=None, goal=None, activity=None, title="Når pusten svikter"))
    assert made.status_code == 201, made.text  # beside the active treatment plan
    again = desk.change(made.json | {"title": "Når pusten svikter litt"})
    assert again.status_code == 200, again.text
    assert again.json["category"] == own
    facade = desk.system.get(f"/api/careplan/CarePlan/{made.json['id']}", headers={"nhn-patient-nin": desk.number})
    assert facade.status_code == 404


def test_without_consent_nothing_is_written(new_desk: Callable[..., Desk]) -> None:
    desk = new_desk(consent=False)
    answer = desk.create(desk.condition())
    assert (answer.status_code, answer.headers["nhn-error-code"]) == (403, "CPLF-0017")


def test_only_what_was_asked_for_comes_back(desk: Desk) -> None:
    answer = desk.create(desk.condition(), Prefer="return=minimal")
    assert (answer.status_code, answer.data) == (201, b"")
    assert answer.headers["ETag"] == 'W/"1"'


@pytest.mark.parametrize(
    ("changes", "place"),
    [
        ({"status": "banana"}, "CarePlan.status"),
        ({"status": None}, "CarePlan.status"),
        ({"intent": "order"}, "CarePlan.intent"),
        ({"period": {"start": "2027-01-01", "end": "2026-12-31"}}, "CarePlan.period"),
        ({"colour": "red"}, "CarePlan.colour"),
        ({"goal": [{"reference": "Condition/5f0c1d0e-7b0b-4a52-9a2b-1f7d2c9e0b02"}]}, "CarePlan.goal[0]"),
        ({"author": {"reference": "#nobody"}}, "CarePlan.author"),
        ({"extension": [{"url": "urn:x", "valueRatioRange": {}}]}, "CarePlan.extension[0].valueRatioRange"),
        ({"extension": [{"url": "urn:x"}]}, "CarePlan.extension[0]"),
        ({"modifierExtension": [{"url": "urn:x", "valueBoolean": True}]}, "CarePlan.modifierExtension"),
        ({"activity": [{"detail": {"status": "scheduled"}}]}, "CarePlan.activity[0].detail"),
        ({"description": None, "note": [{"text": None}]}, "CarePlan.note[0].text"),
        ({"goal": [{"reference": f"Goal/{uuid4()}"}]}, "CarePlan.goal[0]"),
    ],
)
def test_what_is_not_r4_is_refused_with_its_place(desk: Desk, changes: dict[str, object], place: str) -> None:
    for resource in desk.everything()[:3]:
        desk.create(resource)
    assert told(desk.create(desk.plan(**changes))) == (422, place)


def test_the_patients_own_is_read_and_not_changed(desk: Desk) -> None:
    goal_id = str(a_goal(opened_by_patient(desk.patient, desk.record), "Se barnebarna vokse opp").id)
    found = desk.find("Goal")
    assert [each["resource"]["id"] for each in found["entry"]] == [goal_id]
    assert found["entry"][0]["resource"]["subject"]["reference"] == f"Patient/{desk.record_id}"
    desk.ids["Goal"] = goal_id
    assert desk.change(desk.read("Goal") | {"description": {"text": "x"}}).status_code == 403
    assert desk.system.delete(f"{HOME}/Goal/{goal_id}").status_code == 403
