"""What a plan, a goal or a measure points at: attached, or refused with its place, and never let fall without a word."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from flask import Flask

from app.fhir.references import kind_of
from app.platform.elements import Element
from tests.careplan.desk import Desk as Facade
from tests.careplan.desk import told
from tests.fhir.desk import Desk, posted

Json = dict[str, Any]
FORMS: dict[str, Callable[[str, str], Json]] = {
    "id": lambda kind, id_: {"reference": f"{kind}/{id_}"},
    "version": lambda kind, id_: {"reference": f"{kind}/{id_}/_history/1"},
    "ours": lambda kind, id_: {"reference": f"http://localhost/fhir/{kind}/{id_}"},
    "our version": lambda kind, id_: {"reference": f"http://localhost/fhir/{kind}/{id_}/_history/1"},
    "urn": lambda kind, id_: {"reference": f"urn:uuid:{id_}"},
    "bare": lambda kind, id_: {"reference": id_},
    "untyped identifier": lambda kind, id_: {"identifier": {"system": "urn:ietf:rfc:3986", "value": f"urn:uuid:{id_}"}},
}
NOWHERE: dict[str, Callable[[str, str], Json]] = {
    "unknown urn": lambda kind, id_: {"reference": f"urn:uuid:{uuid4()}"},
    "unknown identifier": lambda kind, id_: {"identifier": {"system": "urn:epj", "value": "7"}},
    "identifier without a value": lambda kind, id_: {"identifier": {"system": "urn:epj"}},
    "conditional": lambda kind, id_: {"reference": f"{kind}?identifier=urn:uuid:{id_}"},
    "conditional with an id last": lambda kind, id_: {"reference": f"{kind}?identifier=https://epj.test/{id_}"},
    "another server": lambda kind, id_: {"reference": f"https://elsewhere.example/fhir/{kind}/{id_}"},
    "of two kinds": lambda kind, id_: {"reference": f"{kind}/{id_}", "type": "Observation"},
    "contained": lambda kind, id_: {"reference": "#inside"},
    "no address": lambda kind, id_: {"reference": f"x1/{id_}"},
}
POINTING = [("CarePlan", "goal"), ("CarePlan", "addresses"), ("CarePlan", "activity"), ("Goal", "addresses")]
POINTING += [("ServiceRequest", "reasonReference")]
TARGETS = {"goal": "Goal", "activity": "ServiceRequest"}


def pointing(desk: Desk | Facade, kind: str, name: str, reference: Json) -> Json:
    make = {"CarePlan": desk.plan, "Goal": desk.goal, "ServiceRequest": desk.measure}[kind]
    inside: Json = {"resourceType": TARGETS.get(name, "Condition"), "id": "inside"}
    contained: Json = {"contained": [inside]} if reference.get("reference") == "#inside" else {}
    return make(**{name: [{"reference": reference} if name == "activity" else reference]}, **contained)


def written(desk: Desk, *but: str) -> None:
    for each in desk.everything():
        if each["resourceType"] not in but:
            assert desk.create(each).status_code == 201


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
@pytest.mark.parametrize(("kind", "name"), POINTING)
def test_what_it_points_at_is_attached_however_it_is_named(desk: Desk, kind: str, name: str, form: Any) -> None:
    written(desk, kind, "CarePlan")
    target = TARGETS.get(name, "Condition")
    reference = form(target, desk.ids[target])
    answer = desk.create(pointing(desk, kind, name, reference))
    assert answer.status_code == 201, answer.text
    shown = answer.json[name][0]
    assert (shown["reference"] if name == "activity" else shown) == reference
    found = desk.find(kind, _include="*")["entry"]
    assert (target, desk.ids[target]) in [(each["resource"]["resourceType"], each["resource"]["id"]) for each in found]


@pytest.mark.parametrize("form", NOWHERE.values(), ids=NOWHERE)
@pytest.mark.parametrize(("kind", "name"), POINTING)
def test_what_points_at_nothing_here_is_refused_with_its_place(desk: Desk, kind: str, name: str, form: Any) -> None:
    written(desk, kind, "CarePlan")
    target = TARGETS.get(name, "Condition")
    answer = desk.create(pointing(desk, kind, name, form(target, desk.ids[target])))
    issue = answer.json["issue"][0]
    place = issue["expression"][0]
    assert (answer.status_code, issue["details"]["coding"][0]["code"]) == (422, "CPLF-0021"), answer.text
    assert place.startswith(f"{kind}.{name}[0]"), place


@pytest.mark.parametrize(("kind", "name"), POINTING)
def test_words_alone_point_at_nothing_and_are_kept(desk: Desk, kind: str, name: str) -> None:
    written(desk, kind, "CarePlan")
    answer = desk.create(pointing(desk, kind, name, {"display": "Som avtalt"}))
    assert answer.status_code == 201, answer.text
    assert answer.json[name] in ([{"display": "Som avtalt"}], [{"reference": {"display": "Som avtalt"}}])


def test_what_a_goal_is_for_besides_problems_is_kept(desk: Desk) -> None:
    written(desk, "Goal", "CarePlan")
    others = [{"reference": "https://elsewhere.example/fhir/Observation/1"}, {"reference": "RiskAssessment/2"}]
    answer = desk.create(desk.goal(addresses=[*others, desk.to("Condition")]))
    assert answer.json["addresses"] == [*others, desk.to("Condition")], answer.text


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_a_change_of_the_plan_deletes_nothing_that_it_still_names(app: Flask, database: None, form: Any) -> None:
    desk = Facade(app)
    desk.consent()
    desk.write_everything()
    plan = desk.read("CarePlan") | {"title": "Ny tittel"}
    plan |= {"goal": [form("Goal", desk.ids["Goal"])], "addresses": [form("Condition", desk.ids["Condition"])]}
    plan |= {"activity": [{"reference": form("ServiceRequest", desk.ids["ServiceRequest"])}]}
    answer = desk.change(plan)
    assert answer.status_code == 200, answer.text
    for kind in desk.ids:
        desk.read(kind)


@pytest.mark.parametrize("form", NOWHERE.values(), ids=NOWHERE)
def test_a_change_that_cannot_be_followed_changes_nothing(app: Flask, database: None, form: Any) -> None:
    desk = Facade(app)
    desk.consent()
    desk.write_everything()
    before = desk.read("CarePlan")
    answer = desk.change(before | {"goal": [form("Goal", desk.ids["Goal"])]})
    assert told(answer) == (422, "CPLF-0021"), answer.text
    assert desk.read("CarePlan") == before
    for kind in desk.ids:
        desk.read(kind)


def test_a_batch_does_not_know_what_its_other_entries_are_called(desk: Desk) -> None:
    desk.create(desk.condition())
    urn = f"urn:uuid:{uuid4()}"
    plan = desk.plan(goal=[{"reference": urn}], activity=[])
    answer = desk.send("batch", posted(desk.goal(identifier=None), urn), posted(plan)).json
    assert [each["response"]["status"] for each in answer["entry"]] == ["201", "422"]


def test_a_transaction_that_points_at_no_entry_is_refused(desk: Desk) -> None:
    written(desk, "CarePlan")
    answer = desk.send("transaction", posted(desk.plan(goal=[{"reference": f"urn:uuid:{uuid4()}"}])))
    assert (answer.status_code, answer.json["issue"][0]["expression"]) == (422, ["Bundle.entry[0].resource.goal[0]"])


def test_a_plan_is_found_by_a_goal_it_names_with_its_version(desk: Desk) -> None:
    written(desk, "CarePlan")
    desk.create(desk.plan(goal=[FORMS["version"]("Goal", desk.ids["Goal"])]))
    assert desk.find("CarePlan", goal=f"Goal/{desk.ids['Goal']}")["total"] == 1


def test_another_patient_is_refused_with_a_version_too(desk: Desk) -> None:
    for patient, status in ((desk.record_id, 201), (str(uuid4()), 422)):
        person = {"reference": f"Patient/{patient}/_history/1"}
        assert desk.create(desk.goal(addresses=[], identifier=None, expressedBy=person)).status_code == status


def test_a_patient_on_another_server_is_not_ours(desk: Desk) -> None:
    elsewhere = {"reference": f"https://elsewhere.example/fhir/Patient/{desk.record_id}"}
    assert desk.create(desk.condition(subject=elsewhere)).status_code == 422
    assert desk.search("Condition", patient=elsewhere["reference"]).status_code == 400
    ours = {"reference": f"http://localhost/fhir/Patient/{desk.record_id}"}
    assert desk.create(desk.condition(subject=ours)).status_code == 201


@pytest.mark.parametrize(
    ("literal", "kind"),
    [
        ("Goal/1", "Goal"),
        ("Goal/1/_history/2", "Goal"),
        ("https://x.test/fhir/Goal/1/_history/2", "Goal"),
        ("Goal?identifier=https://x.test/Condition/1", ""),
        ("urn:uuid:0", ""),
        ("urn:oid:1.2/3", ""),
        ("0", ""),
        ("#a", ""),
    ],
)
def test_the_kind_is_the_one_the_address_names(literal: str, kind: str) -> None:
    assert kind_of(Element("x", {"reference": literal})) == kind
