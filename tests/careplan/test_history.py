"""Every version of a resource, as it was."""

from __future__ import annotations

from tests.careplan.desk import Desk, told


def test_each_version_is_what_it_was(desk: Desk) -> None:
    desk.create(desk.condition())
    seen = [desk.read("Condition")]
    for text in ("To", "Tre"):
        desk.change(seen[-1] | {"code": {"text": text}})
        seen.append(desk.read("Condition"))
    bundle = desk.system.get(f"{desk.address('Condition')}/_history").json
    assert isinstance(bundle, dict)
    assert [entry["resource"] for entry in bundle["entry"]] == seen[::-1]
    assert [entry["request"]["method"] for entry in bundle["entry"]] == ["PUT", "PUT", "POST"]
    assert [entry["response"]["etag"] for entry in bundle["entry"]] == ['W/"3"', 'W/"2"', 'W/"1"']
    for number, then in enumerate(seen, start=1):
        answer = desk.system.get(f"{desk.address('Condition')}/_history/{number}")
        assert (answer.json, answer.headers["ETag"]) == (then, f'W/"{number}"')


def test_a_plan_of_the_past_holds_what_it_held(desk: Desk) -> None:
    desk.write_everything()
    first = desk.read("CarePlan")
    desk.change({name: value for name, value in first.items() if name != "activity"})
    assert desk.system.get(f"{desk.address('CarePlan')}/_history/1").json == first
    assert "activity" not in desk.system.get(f"{desk.address('CarePlan')}/_history/2").json  # type: ignore[operator]


def test_there_is_no_version_that_never_was(desk: Desk) -> None:
    desk.create(desk.condition())
    for number in ("0", "2", "99999999999999999999999", "-1", "a"):
        assert told(desk.system.get(f"{desk.address('Condition')}/_history/{number}")) == (404, "CPLF-0007")


def test_a_draft_of_the_past_is_not_the_patients(desk: Desk) -> None:
    desk.create(desk.condition())
    desk.create(desk.plan(status="draft", goal=None, activity=None))
    desk.change(desk.read("CarePlan") | {"status": "active"})
    address = f"{desk.address('CarePlan')}/_history"
    assert desk.system.get(address).json["total"] == 2  # type: ignore[index]
    desk.system.as_citizen(desk.patient)
    assert desk.system.get(address).json["total"] == 1  # type: ignore[index]
    assert told(desk.system.get(f"{address}/1")) == (404, "CPLF-0007")
