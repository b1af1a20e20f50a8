"""Deletion is logical: the resource says that it was, and its past stays."""

from __future__ import annotations

import pytest

from tests.careplan.desk import HOME, Desk, told

KINDS = ("Condition", "Goal", "ServiceRequest", "CarePlan")


@pytest.fixture
def written(desk: Desk) -> Desk:
    assert desk.write_everything().status_code == 201
    return desk


@pytest.mark.parametrize("kind", KINDS)
def test_a_deleted_resource_says_that_it_is(written: Desk, kind: str) -> None:
    deleted = written.system.delete(written.address(kind))
    assert (deleted.status_code, deleted.data) == (204, b"")
    answer = written.system.get(written.address(kind))
    assert told(answer) == (410, "CPLF-0007")
    got = answer.json
    assert isinstance(got, dict)
    assert "entered-in-error" in str({name: got.get(name) for name in ("status", "lifecycleStatus", "verificationStatus")})
    assert set(got) <= {"resourceType", "id", "meta", "identifier", "status", "lifecycleStatus", "verificationStatus"}
    assert (got["id"], got["meta"]["versionId"]) == (written.ids[kind], "2")


@pytest.mark.parametrize("kind", KINDS)
def test_the_past_of_a_deleted_resource_stays(written: Desk, kind: str) -> None:
    before = written.read(kind)
    written.system.delete(written.address(kind))
    bundle = written.system.get(f"{written.address(kind)}/_history").json
    assert isinstance(bundle, dict)
    methods = [entry["request"]["method"] for entry in bundle["entry"]]
    assert (bundle["type"], bundle["total"], methods) == ("history", 2, ["DELETE", "POST"])
    assert bundle["entry"][1]["resource"] == before
    assert written.system.get(f"{written.address(kind)}/_history/1").json == before
    assert told(written.system.get(f"{written.address(kind)}/_history/2")) == (410, "CPLF-0007")


def test_deleting_twice_is_deleting_once(written: Desk) -> None:
    for _ in range(2):
        answer = written.system.delete(written.address("Goal"))
        assert (answer.status_code, answer.headers["ETag"]) == (204, 'W/"2"')


def test_a_deletion_may_say_what_version_it_saw(written: Desk) -> None:
    address = written.address("Goal")
    assert told(written.system.delete(address, headers={"If-Match": 'W/"9"'})) == (409, "CPLF-0008")
    assert written.system.delete(address, headers={"If-Match": 'W/"1"'}).status_code == 204


def test_what_is_deleted_cannot_be_changed_nor_referred_to(written: Desk) -> None:
    goal = written.read("Goal")
    written.system.delete(written.address("Goal"))
    assert told(written.change(goal)) == (410, "CPLF-0007")
    plan = written.read("CarePlan")
    assert "goal" not in plan
    assert told(written.change(plan | {"goal": [written.to("Goal")]})) == (422, "CPLF-0021")


def test_a_deleted_plan_is_not_found_and_makes_room(written: Desk) -> None:
    written.system.delete(written.address("CarePlan"))
    assert written.search().json["total"] == 0  # type: ignore[index]
    assert told(written.create(written.plan())) == (409, "CPLF-0014")
    written.ids["CarePlan"] = "5f0c1d0e-0000-4a52-9a2b-" + written.number + "0"
    assert written.create(written.plan()).status_code == 201


def test_there_is_nothing_to_delete_where_nothing_is(desk: Desk) -> None:
    assert told(desk.system.delete(desk.address("Goal"))) == (404, "CPLF-0007")
    assert told(desk.system.delete(f"{HOME}/Goal/banana"))[0] == 404
