"""Hostile requests at /fhir: refused as an OperationOutcome, never a failure of ours, never a word of theirs shown as markup."""

from __future__ import annotations

import copy
import random
from typing import Any
from uuid import uuid4

import pytest

from tests.careplan.test_hostile import VALUES
from tests.fhir.desk import HOME, Desk, posted

KINDS = ("Condition", "Goal", "ServiceRequest", "CarePlan")
TRIES = 60
BODIES = [
    b"",
    b"null",
    b"[]",
    b'"CarePlan"',
    b"1e999999999",
    b"[" * 100_000,
    b'{"resourceType":' * 60 + b"1" + b"}" * 60,
    b'{"resourceType":"Goal","resourceType":"Goal"}',
    b'{"resourceType":"Goal","a":NaN}',
    b'{"resourceType":"Goal","a":"\\u0000"}',
    b'{"resourceType":"Goal","a":"\\ud800"}',
    b"\xff\xfe{}",
    b'<Goal xmlns="http://hl7.org/fhir"/>',
    b'<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>',
    b'{"resourceType":"Goal","a":' + b"9" * 5000 + b"}",
    b'{"resourceType":"Goal","a":"' + b"x" * 1_100_000 + b'"}',
]
ADDRESSES = [
    "Goal/1",
    "Goal/..%2f..%2fmetadata",
    "Goal/%00",
    "Goal/%E2%80%AE",
    "Goal/$everything",
    "Goal/_history",
    "Goal/' OR 1=1--",
    "goal",
    "Nothing",
    "$transform",
    "Goal?_id=' OR '1'='1",
    "Goal?patient=Patient/../../x",
    "Goal?patient=%00",
    "Goal?_sort=id;drop table goal",
    "Goal?_count=9999999999999999999999",
    "Goal?_format=xml",
    "Goal?_format=text/html",
    "Goal?" + "&".join(f"status=x{n}" for n in range(200)),
    "Goal?_lastUpdated=" + "9" * 400,
    "Goal?_lastUpdated=0000-00-00",
    "Goal?_lastUpdated=9999-12-31T23:59:60Z",
    "Goal?_cursor=" + "A" * 4000,
    "Goal?_include=*&_include=*",
]


@pytest.mark.parametrize("body", BODIES, ids=range(len(BODIES)))
def test_a_body_that_is_none(desk: Desk, body: bytes) -> None:
    for method, address in (("POST", f"{HOME}/Goal"), ("PUT", f"{HOME}/Goal/{uuid4()}"), ("POST", HOME)):
        headers = {"Content-Type": "application/fhir+json", "If-Match": 'W/"1"'}
        answer = desk.system.send(method, address, headers=headers, data=body)
        assert 400 <= answer.status_code < 500, (address, answer.text)
        assert answer.json["resourceType"] == "OperationOutcome"


@pytest.mark.parametrize("address", ADDRESSES, ids=range(len(ADDRESSES)))
def test_an_address_that_is_none(desk: Desk, address: str) -> None:
    answer = desk.system.get(f"{HOME}/{address}")
    assert 400 <= answer.status_code < 500, answer.text
    assert answer.json["resourceType"] == "OperationOutcome"


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Accept": "application/fhir+xml"}, 406),
        ({"Accept": "text/html"}, 406),
        ({"Content-Type": "application/fhir+xml"}, 415),
        ({"Content-Type": "application/fhir+json; charset=latin-1"}, 415),
        ({"Content-Encoding": "gzip"}, 415),
        ({"If-None-Exist": "x" * 9000}, 400),
        ({"If-None-Exist": f"patient={uuid4()}"}, 400),
        ({"nhn-access-basis": "FORDI"}, 400),
        ({"Authorization": "Bearer eyJhbGciOiJub25lIn0.e30."}, 401),
        ({"Authorization": "Basic eDp5"}, 401),
    ],
)
def test_a_header_that_is_none(desk: Desk, headers: dict[str, str], status: int) -> None:
    answer = desk.system.post(f"{HOME}/Condition", desk.condition(), headers=headers)
    assert (answer.status_code, answer.json["resourceType"]) == (status, "OperationOutcome")


@pytest.mark.parametrize("if_match", ["x", 'W/"x"', '"1", "2"', 'W/"99999999999"', "W/"])
def test_a_version_that_is_none(desk: Desk, if_match: str) -> None:
    desk.create(desk.condition())
    sent = desk.condition(id=desk.ids["Condition"])
    answer = desk.system.put(desk.address("Condition"), sent, headers={"If-Match": if_match})
    assert answer.status_code == 400


@pytest.mark.parametrize("kind", KINDS)
def test_no_value_anywhere_makes_it_fail(desk: Desk, kind: str, request: pytest.FixtureRequest) -> None:
    seed = random.randrange(10**6)
    print(f"seed {seed}")  # noqa: T201 (shown where it fails)
    chance = random.Random(seed)
    for resource in desk.everything()[:3]:
        desk.create(resource)
    made = {"Condition": desk.condition, "Goal": desk.goal, "ServiceRequest": desk.measure, "CarePlan": desk.plan}
    for _ in range(TRIES):
        sent: Any = copy.deepcopy(made[kind](identifier=None))
        node, name = _place(sent, chance)
        node[name] = copy.deepcopy(chance.choice(VALUES))
        answer = desk.system.post(f"{HOME}/{kind}", sent) if chance.random() < 0.7 else desk.send("batch", posted(sent))
        assert answer.status_code < 500, (name, answer.text)
        assert b'"status":"500"' not in answer.data, answer.text


def _place(sent: Any, chance: random.Random) -> tuple[Any, Any]:
    found = []
    rest = [sent]
    while rest:
        node = rest.pop()
        for name, value in node.items() if isinstance(node, dict) else enumerate(node):
            if (node, name) != (sent, "resourceType"):
                found.append((node, name))
            if isinstance(value, dict | list):
                rest.append(value)
    return chance.choice(found)


def test_markup_is_kept_and_never_shown(desk: Desk) -> None:
    from tests.support.phone import Phone

    evil = '<img src=x onerror="alert(1)"><script>alert(2)</script>'
    div = '<div xmlns="http://www.w3.org/1999/xhtml"><script>alert(3)</script></div>'
    desk.create(desk.condition())
    said = {"text": {"status": "additional", "div": div}, "extension": [{"url": "urn:x", "valueString": evil}]}
    sent = desk.goal(description={"text": evil}, **said)
    assert desk.create(sent).status_code == 201
    assert desk.read("Goal")["extension"] == sent["extension"]
    page = Phone(desk.app).sign_in(desk.patient).get(f"/records/{desk.record_id}/plan").text
    assert "<script>alert" not in page and "<img src=x" not in page and "alert(3)" not in page


def test_one_resource_of_very_many_parts_is_refused_before_it_is_judged(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    from app.fhir.validation import check

    def judged(*_: object) -> None:
        raise AssertionError("It was judged.")

    vast = {"note": [{"text": "a"}] * 6_000}
    monkeypatch.setattr(check, "_judged", judged)
    assert desk.create(desk.goal(addresses=[], **vast)).status_code == 422
    assert desk.create(desk.goal(addresses=[{"reference": f"Condition/{uuid4()}"} for _ in range(6_000)])).status_code == 422


def test_a_plan_of_hundreds_of_parts_is_none_of_those(desk: Desk) -> None:
    for each in desk.everything()[:3]:
        desk.create(each)
    many = {"goal": [desk.to("Goal")] * 100, "activity": [{"reference": desk.to("ServiceRequest")}] * 500}
    assert desk.create(desk.plan(**many)).status_code == 201
