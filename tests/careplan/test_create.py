"""A plan sent resource by resource."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.careplan.desk import HOME, Desk, told, where

KINDS = ("Condition", "Goal", "ServiceRequest", "CarePlan")


def test_each_resource_is_made_and_told_where_it_is(desk: Desk) -> None:
    for resource in (desk.condition(), desk.goal(), desk.measure(), desk.plan()):
        kind = resource["resourceType"]
        answer = desk.create(resource)
        assert answer.status_code == 201, answer.text
        assert answer.headers["Location"].endswith(f"{desk.address(kind)}/_history/1")
        assert answer.headers["ETag"] == 'W/"1"'
        assert answer.json["id"] == desk.ids[kind]  # type: ignore[index]


@pytest.mark.parametrize("kind", KINDS)
def test_what_was_sent_comes_back_whole(desk: Desk, kind: str) -> None:
    sent = {"Condition": desk.condition(), "Goal": desk.goal(), "ServiceRequest": desk.measure(), "CarePlan": desk.plan()}
    sent[kind] |= {
        "note": [{"text": "Ikke noe vi viser", "time": "2026-01-01"}],
        "extension": [{"url": "urn:x", "valueString": "y"}],
    }
    for resource in sent.values():
        assert desk.create(resource).status_code == 201
    got = desk.read(kind)
    assert {name: value for name, value in got.items() if name not in ("id", "meta")} == sent[kind]


def test_tags_say_who_last_updated(desk: Desk) -> None:
    desk.create(desk.condition())
    assert desk.read("Condition")["meta"]["tag"] == [
        {"system": "urn:oid:2.16.578.1.12.4.1.1.9060", "code": "SP", "display": "Sykepleier"},
        {"system": "urn:oid:2.16.578.1.12.4.1.4.4", "code": desk.hpr, "display": "Nina Testesen"},
        {"system": "urn:oid:2.16.578.1.12.4.1.4.101", "code": "999999999", "display": "Prøvesund legesenter"},
    ]


def test_a_senders_own_tags_and_profile_stay(desk: Desk) -> None:
    own = {"profile": ["urn:p"], "tag": [{"system": "urn:epj", "code": "1"}], "versionId": "77", "lastUpdated": "1999"}
    desk.create(desk.condition(meta=own))
    got = desk.read("Condition")["meta"]
    assert (got["profile"], got["versionId"], got["tag"][-1]) == (["urn:p"], "1", {"system": "urn:epj", "code": "1"})


def test_the_server_makes_the_identifier_that_was_left_out(desk: Desk) -> None:
    answer = desk.create(desk.condition(identifier=None))
    made = answer.json
    assert isinstance(made, dict)
    assert made["identifier"] == [{"system": "urn:ietf:rfc:3986", "value": f"urn:uuid:{made['id']}"}]
    assert desk.system.get(f"{HOME}/Condition/{made['id']}").status_code == 200


def test_resources_with_identifiers_of_the_sender_are_named_by_their_id(desk: Desk) -> None:
    own = [{"system": "urn:oid:1.2.3", "value": "A-7"}]
    made = desk.create(desk.condition(identifier=own)).json
    assert isinstance(made, dict)
    reference = [{"reference": f"Condition/{made['id']}", "display": "KOLS"}]
    goal = desk.goal(addresses=reference)
    assert desk.create(goal).status_code == 201
    assert desk.read("Goal")["addresses"] == reference


def test_without_consent_nothing_is_made(new_desk: Callable[[], Desk]) -> None:
    desk = new_desk()
    for resource in (desk.condition(), desk.goal(addresses=None), desk.measure(reasonReference=None), desk.plan(activity=None)):
        assert told(desk.create(resource)) == (403, "CPLF-0017")


def test_an_identifier_means_one_thing(desk: Desk, new_desk: Callable[[], Desk]) -> None:
    desk.create(desk.condition())
    assert told(desk.create(desk.condition())) == (409, "CPLF-0014")
    other = new_desk()
    other.consent()
    other.ids = desk.ids
    assert told(other.create(other.condition())) == (409, "CPLF-0014")


@pytest.mark.parametrize(
    ("name", "path"), [("addresses", "CarePlan.addresses[0]"), ("goal", "CarePlan.goal[0]"), ("activity", "CarePlan.activity[0]")]
)
def test_what_a_plan_refers_to_must_be_there(desk: Desk, name: str, path: str) -> None:
    nothing = {"addresses": None, "goal": None, "activity": None}
    answer = desk.create(desk.plan(**nothing | {name: desk.plan()[name]}))
    assert told(answer) == (422, "CPLF-0021")
    assert where(answer) == path


def test_another_patients_problem_cannot_be_referred_to(desk: Desk, new_desk: Callable[[], Desk]) -> None:
    other = new_desk()
    other.consent()
    other.create(other.condition())
    assert told(desk.create(desk.goal(addresses=[other.to("Condition")]))) == (422, "CPLF-0021")


def test_a_patient_has_one_active_treatment_plan(desk: Desk) -> None:
    assert desk.write_everything().status_code == 201
    desk.ids["CarePlan"] = "5f0c1d0e-0000-4a52-9a2b-" + desk.number + "0"
    answer = desk.create(desk.plan())
    assert told(answer) == (409, "CPLF-0011")
    assert where(answer) == "CarePlan.status"
    assert desk.create(desk.plan(status="draft")).status_code == 201


@pytest.mark.parametrize(
    ("changes", "path"),
    [
        ({"status": "banana"}, "ServiceRequest.status"),
        ({"status": None}, "ServiceRequest.status"),
        ({"intent": "order"}, "ServiceRequest.intent"),
        ({"code": None}, "ServiceRequest.code.coding.display"),
        ({"modifierExtension": [{"url": "urn:not", "valueBoolean": True}]}, "ServiceRequest.modifierExtension"),
        ({"code": {"text": "a", "modifierExtension": [{"url": "urn:not"}]}}, "ServiceRequest.code.modifierExtension"),
        (
            {"occurrenceTiming": {"repeat": {"frequency": 3, "period": 0, "periodUnit": "h"}}},
            "ServiceRequest.occurrenceTiming.repeat.period",
        ),
        ({"quantityQuantity": None, "note": [{"text": None}]}, "ServiceRequest.note[0].text"),
        ({"resourceType": "Task"}, "ServiceRequest.resourceType"),
    ],
)
def test_what_cannot_be_kept_as_it_is_meant_is_refused_with_its_place(desk: Desk, changes: dict[str, object], path: str) -> None:
    answer = desk.system.post(f"{HOME}/ServiceRequest", desk.measure(reasonReference=None, **changes))
    assert told(answer) == (422, "CPLF-0005"), answer.text
    assert where(answer) == path


@pytest.mark.parametrize("raw", [b"[]", b"1", b'"a"', b"null", b"{}"])
def test_a_body_that_is_no_resource_is_refused(desk: Desk, raw: bytes) -> None:
    answer = desk.system.send("POST", f"{HOME}/Goal", headers={"Content-Type": "application/json"}, data=raw)
    assert told(answer) == (422, "CPLF-0005")
