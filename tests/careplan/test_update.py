"""A resource changed by whoever has read its newest version."""

from __future__ import annotations

from typing import Any

import pytest

from tests.careplan.desk import HOME, Desk, told, where

WORDS = {
    "Condition": {"code": {"text": "KOLS, stabil"}},
    "Goal": {"description": {"text": "Gå to ganger til postkassen"}},
    "ServiceRequest": {"code": {"text": "Lang gåtur"}},
    "CarePlan": {"title": "Plan for høsten"},
}


@pytest.fixture
def written(desk: Desk) -> Desk:
    assert desk.write_everything().status_code == 201
    return desk


@pytest.mark.parametrize("kind", WORDS)
def test_what_was_put_is_what_is_read(written: Desk, kind: str) -> None:
    answer = written.change(written.read(kind) | WORDS[kind] | {"text": {"status": "additional", "div": "<div>x</div>"}})
    assert (answer.status_code, answer.headers["ETag"]) == (200, 'W/"2"'), answer.text
    got = written.read(kind)
    assert got == answer.json
    assert got["meta"]["versionId"] == "2"
    assert WORDS[kind].items() <= got.items()
    assert got["text"]["div"] == "<div>x</div>"


@pytest.mark.parametrize("kind", WORDS)
def test_a_change_of_nothing_is_refused(written: Desk, kind: str) -> None:
    assert told(written.change(written.read(kind))) == (422, "CPLF-0009")
    assert written.read(kind)["meta"]["versionId"] == "1"


@pytest.mark.parametrize("kind", WORDS)
def test_a_change_built_on_an_old_version_is_refused(written: Desk, kind: str) -> None:
    old = written.read(kind)
    written.change(old | WORDS[kind])
    assert told(written.change(old | {"language": "nn"})) == (409, "CPLF-0008")
    assert told(written.change(old)) == (409, "CPLF-0008")


def test_the_version_may_stand_in_if_match(written: Desk) -> None:
    new = written.goal(description={"text": "Nytt"})
    assert told(written.change(new, **{"If-Match": 'W/"7"'})) == (409, "CPLF-0008")
    assert told(written.change(new, **{"If-Match": "banana"})) == (400, "CPLF-0003")
    assert written.change(new, **{"If-Match": 'W/"1"'}).status_code == 200


def test_of_two_versions_said_the_older_counts(written: Desk) -> None:
    first = written.read("Goal")
    written.change(first | {"description": {"text": "To"}})
    new = written.read("Goal") | {"description": {"text": "Tre"}}
    assert told(written.change(new, **{"If-Match": 'W/"1"'})) == (409, "CPLF-0008")
    assert told(written.change(first | {"description": {"text": "Tre"}}, **{"If-Match": 'W/"2"'})) == (409, "CPLF-0008")


@pytest.mark.parametrize(
    "meta", [None, {}, {"versionId": "x"}, {"versionId": 1}, {"versionId": "-1"}, {"versionId": "9" * 30}, 3]
)
def test_the_version_must_be_said(written: Desk, meta: Any) -> None:
    answer = written.change(written.goal(description={"text": "Nytt"}, meta=meta))
    assert told(answer) == (422, "CPLF-0005")
    assert where(answer).startswith("Goal.meta")


def test_a_resource_keeps_its_id_and_identifier(written: Desk) -> None:
    now = written.read("Goal")
    for changes, path in (({"id": written.ids["CarePlan"]}, "Goal.id"), ({"identifier": [{"value": "x"}]}, "Goal.identifier")):
        answer = written.change(now | changes)
        assert (told(answer), where(answer)) == ((422, "CPLF-0005"), path)


def test_a_decimal_keeps_its_digits(written: Desk) -> None:
    from decimal import Decimal

    target = [{"measure": {"text": "vekt"}, "detailQuantity": {"value": Decimal("71.50"), "unit": "kg"}}]
    written.change(written.read("Goal") | {"target": target})
    assert b'"value":71.50' in written.system.get(written.address("Goal")).data


def test_one_digit_more_is_a_change(written: Desk) -> None:
    from decimal import Decimal

    for version, value in enumerate(("71.5", "71.50"), start=2):
        detail = {"measure": {"text": "Vekt"}, "detailQuantity": {"value": Decimal(value), "unit": "kg"}}
        changed = written.change(written.read("Goal") | {"target": [detail]})
        assert changed.headers.get("ETag") == f'W/"{version}"', changed.text


def test_what_the_plan_takes_in_keeps_its_version(written: Desk) -> None:
    assert [written.read(kind)["meta"]["versionId"] for kind in WORDS] == ["1"] * 4


def test_a_part_that_joins_the_plan_is_in_it(written: Desk) -> None:
    made = written.create(written.goal(identifier=None, description={"text": "Ett mål til"})).json
    now = written.read("CarePlan")
    now["goal"].append({"reference": f"Goal/{made['id']}"})  # type: ignore[index]
    assert written.change(now).status_code == 200
    assert [each["reference"] for each in written.read("CarePlan")["goal"]][1:] == [f"Goal/{made['id']}"]  # type: ignore[index]


def test_a_part_the_plan_no_longer_names_is_deleted(written: Desk) -> None:
    now = written.read("CarePlan")
    del now["activity"]
    assert written.change(now).status_code == 200
    assert "activity" not in written.read("CarePlan")
    assert written.system.get(written.address("ServiceRequest")).status_code == 410


def test_a_plan_that_is_over_makes_room_for_the_next(written: Desk) -> None:
    written.change(written.read("CarePlan") | {"status": "completed"})
    old = dict(written.ids)
    written.ids["CarePlan"] = "5f0c1d0e-0000-4a52-9a2b-" + written.number + "1"
    assert written.create(written.plan()).status_code == 201
    assert written.system.get(f"{HOME}/CarePlan/{old['CarePlan']}").json["goal"] == [written.to("Goal")]  # type: ignore[index]
    found = written.search(_include="*").json
    assert (found["total"], len(found["entry"])) == (2, 5)  # type: ignore[index]


def test_the_plan_cannot_become_a_second_active_one(written: Desk) -> None:
    active = written.ids["CarePlan"]
    written.ids["CarePlan"] = "5f0c1d0e-0000-4a52-9a2b-" + written.number + "2"
    written.create(written.plan(status="draft", addresses=None, goal=None, activity=None))
    assert told(written.change(written.read("CarePlan") | {"status": "active"})) == (409, "CPLF-0011")
    written.ids["CarePlan"] = active
    assert written.read("CarePlan")["status"] == "active"


def test_what_is_not_there_cannot_be_changed(desk: Desk) -> None:
    assert told(desk.change(desk.goal(addresses=None, meta={"versionId": "1"}))) == (404, "CPLF-0007")
