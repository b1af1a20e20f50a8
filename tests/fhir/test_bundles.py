"""Many at once: a transaction is all or nothing, a batch is each by itself."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest

from tests.fhir.desk import HOME, Desk, posted

Json = dict[str, Any]
URN = "urn:uuid:"


def whole_plan(desk: Desk) -> list[Json]:
    """A plan with its parts, the plan first, each named by its fullUrl alone."""
    names = {kind: f"{URN}{uuid4()}" for kind in desk.ids}
    problem, goal, measure = ({"reference": names[kind]} for kind in ("Condition", "Goal", "ServiceRequest"))
    made = [
        desk.plan(identifier=None, addresses=[problem], goal=[goal], activity=[{"reference": measure}]),
        desk.measure(identifier=None, reasonReference=[problem]),
        desk.goal(identifier=[{"system": "urn:epj", "value": str(uuid4())}], addresses=[problem]),
        desk.condition(identifier=None),
    ]
    return [posted(each, names[each["resourceType"]]) for each in made]


def statuses(answer: Any) -> list[str]:
    return [each["response"]["status"] for each in answer.json["entry"]]


def test_a_plan_with_everything_in_it_is_one_call(desk: Desk) -> None:
    answer = desk.send("transaction", *whole_plan(desk))
    assert answer.status_code == 200, answer.text
    assert answer.json["type"] == "transaction-response"
    assert statuses(answer) == ["201"] * 4
    places = [each["response"]["location"].removeprefix("http://localhost/fhir/") for each in answer.json["entry"]]
    assert [place.split("/")[0] for place in places] == ["CarePlan", "ServiceRequest", "Goal", "Condition"]
    assert not any("resource" in each for each in answer.json["entry"])
    found = desk.find("CarePlan", _include="*")
    plan = found["entry"][0]["resource"]
    assert [plan["goal"][0]["reference"], plan["addresses"][0]["reference"]] == [places[2][:41], places[3][:46]]
    assert len(found["entry"]) == 4


def test_what_was_written_comes_back_where_it_is_asked_for(desk: Desk) -> None:
    answer = desk.send("transaction", *whole_plan(desk), Prefer="return=representation")
    assert answer.json["entry"][0]["resource"]["resourceType"] == "CarePlan"
    assert answer.json["entry"][2]["resource"]["addresses"][0]["reference"].startswith("Condition/")


@pytest.mark.parametrize("place", range(4))
def test_one_that_fails_takes_all_with_it(desk: Desk, place: int) -> None:
    entries = whole_plan(desk)
    entries[place]["resource"]["colour"] = "red"
    answer = desk.send("transaction", *entries)
    assert answer.status_code == 422
    assert answer.json["issue"][0]["expression"] == [f"Bundle.entry[{place}].resource.colour"]
    for kind in desk.ids:
        assert desk.find(kind)["total"] == 0


def test_a_batch_keeps_what_went_well(desk: Desk) -> None:
    desk.create(desk.condition())
    goal, spoilt = desk.goal(), desk.measure(status="banana")
    answer = desk.send(
        "batch",
        posted(spoilt),
        posted(goal),
        {"request": {"method": "GET", "url": f"Condition/{desk.ids['Condition']}"}},
        {"request": {"method": "GET", "url": f"Goal?patient=Patient/{desk.record_id}&lifecycle-status=active"}},
        {"request": {"method": "GET", "url": f"Goal/{uuid4()}"}},
        {"request": {"method": "GET", "url": f"Goal?patient.identifier={desk.number}"}},
        {"request": {"method": "GET", "url": f"Condition/{desk.ids['Condition']}/_history/1"}},
        {"request": {"method": "GET", "url": "Medication/1"}},
        posted(goal),
    )
    assert answer.status_code == 200
    assert statuses(answer) == ["422", "201", "200", "200", "404", "400", "200", "404", "409"]
    first, _, third, fourth, *_ = answer.json["entry"]
    assert first["response"]["outcome"]["issue"][0]["expression"] == ["ServiceRequest.status"]
    assert third["resource"]["id"] == desk.ids["Condition"]
    assert fourth["resource"]["total"] == 1
    assert desk.read("Goal")["description"] == goal["description"]
    assert desk.find("ServiceRequest")["total"] == 0


def test_an_entry_of_a_batch_that_cannot_be_read_is_answered_by_itself(desk: Desk) -> None:
    unread = [
        {"request": {"method": "PATCH", "url": f"Goal/{uuid4()}"}},
        {"request": {"method": "GET", "url": "Goal?" + "&".join(f"status=x{n}" for n in range(101))}},
        {"request": {"method": "POST", "url": "Goal"}},
        {"fullUrl": f"{URN}{uuid4()}"},
        3,
    ]
    answer = desk.send("batch", *unread, posted(desk.condition()))
    assert answer.status_code == 200, answer.text
    assert statuses(answer) == ["422", "400", "422", "422", "422", "201"]
    first = answer.json["entry"][0]["response"]["outcome"]["issue"][0]
    assert first["expression"] == ["Bundle.entry[0].request.method"]
    for each in unread:
        refused = desk.send("transaction", posted(desk.goal(addresses=[])), each)
        assert 400 <= refused.status_code < 500, refused.text
    assert desk.find("Goal")["total"] == 0


def test_the_order_is_delete_post_put_get(desk: Desk) -> None:
    desk.write_everything()
    plan, ids = desk.read("CarePlan"), dict(desk.ids)
    new = f"{URN}{uuid4()}"
    answer = desk.send(
        "transaction",
        {"request": {"method": "GET", "url": f"CarePlan/{ids['CarePlan']}"}},
        {
            "resource": plan | {"goal": [{"reference": new}]},
            "request": {"method": "PUT", "url": f"CarePlan/{ids['CarePlan']}", "ifMatch": 'W/"1"'},
        },
        posted(desk.goal(identifier=None), new),
        {"request": {"method": "DELETE", "url": f"Goal/{ids['Goal']}"}},
    )
    assert statuses(answer) == ["200", "200", "201", "204"], answer.text
    shown = answer.json["entry"][0]["resource"]
    assert shown["meta"]["versionId"] == "2"
    assert shown["goal"][0]["reference"] in answer.json["entry"][2]["response"]["location"]


def test_a_stale_change_in_it_is_412(desk: Desk) -> None:
    desk.write_everything()
    goal = desk.read("Goal") | {"description": {"text": "Ny"}}
    for if_match, status in (('W/"7"', 412), (None, 428)):
        request = {"method": "PUT", "url": f"Goal/{desk.ids['Goal']}"} | ({"ifMatch": if_match} if if_match else {})
        assert desk.send("transaction", {"resource": goal, "request": request}).status_code == status
        assert statuses(desk.send("batch", {"resource": goal, "request": request})) == [str(status)]


def test_what_is_there_already_is_referred_to(desk: Desk) -> None:
    desk.create(desk.condition())
    entries = whole_plan(desk)
    entries[3]["request"]["ifNoneExist"] = f"identifier={desk.ids['Condition']}"
    answer = desk.send("transaction", *entries)
    assert statuses(answer) == ["201", "201", "201", "200"], answer.text
    assert desk.find("CarePlan", condition=f"Condition/{desk.ids['Condition']}")["total"] == 1


def test_several_patients_each_through_their_door(new_desk: Callable[..., Desk]) -> None:
    desk, other, stranger = new_desk(basis=None), new_desk(), new_desk()
    from tests.factories.people import a_care_team_member

    for each in (desk, other):
        a_care_team_member(each.record, desk.clinician)
    good, bad = [posted(desk.condition()), posted(other.condition())], posted(stranger.condition())
    before = desk.lines()
    assert statuses(desk.send("batch", good[0], bad, good[1])) == ["201", "404", "201"]
    assert desk.lines() == before + 3  # none lost to the refusal in the middle
    refused = desk.send("transaction", posted(desk.goal()), bad)
    assert refused.status_code == 404
    assert desk.find("Goal")["total"] == 0


def test_many_entries_are_one_opening(desk: Desk) -> None:
    before = desk.lines()
    entries = []
    for _ in range(20):
        desk.ids["Condition"] = str(uuid4())
        entries.append(posted(desk.condition()))
    assert set(statuses(desk.send("transaction", *entries))) == {"201"}
    assert desk.lines() == before + 1


@pytest.mark.parametrize(
    ("spoil", "status"),
    [
        (lambda bundle: bundle | {"type": "collection"}, 422),
        (lambda bundle: bundle | {"type": None}, 422),
        (lambda bundle: bundle | {"resourceType": "Goal"}, 422),
        (lambda bundle: bundle["entry"], 422),
        (lambda bundle: bundle | {"entry": {}}, 422),
        (lambda bundle: bundle | {"entry": [3]}, 422),
        (lambda bundle: bundle | {"entry": [{}]}, 422),
        (lambda bundle: bundle | {"entry": bundle["entry"] * 2}, 422),
        (lambda bundle: bundle | {"entry": [{"request": {"method": "PATCH", "url": "Goal/1"}}]}, 422),
        (lambda bundle: bundle | {"entry": [{"request": {"method": "POST", "url": "Goal"}}]}, 422),
        (lambda bundle: bundle | {"entry": [{"request": {"method": "GET", "url": "Goal/../metadata"}}]}, 404),
        (lambda bundle: bundle | {"entry": [{"request": {"method": "GET", "url": "Goal/1/2/3/4"}}]}, 404),
        (lambda bundle: bundle | {"entry": [{"request": {"method": "GET", "url": "https://elsewhere.test/Goal/1"}}]}, 404),
        (lambda bundle: bundle | {"entry": [{"request": {"method": "DELETE", "url": "Goal?identifier=x"}}]}, 400),
        (lambda bundle: bundle | {"entry": [{"request": {"method": "DELETE", "url": f"Goal/{PLACE}"}}] * 2}, 422),
        (lambda bundle: bundle | {"entry": [{"request": {"method": "GET", "url": "metadata"}}] * 1001}, 413),
    ],
    ids=range(16),
)
def test_what_is_no_bundle_is_refused(desk: Desk, spoil: Callable[[Json], Any], status: int) -> None:
    bundle = {"resourceType": "Bundle", "type": "transaction", "entry": whole_plan(desk)}
    answer = desk.system.post(HOME, spoil(bundle))
    assert (answer.status_code, answer.json["resourceType"]) == (status, "OperationOutcome"), answer.text


PLACE = uuid4()


def test_a_reference_to_what_was_not_created_is_refused(desk: Desk) -> None:
    entries = whole_plan(desk)
    entries[3]["resource"]["recorder"] = {"reference": entries[0]["fullUrl"]}  # the plan comes after its problems
    answer = desk.send("transaction", *entries)
    assert answer.status_code == 422
    assert answer.json["issue"][0]["expression"] == ["Bundle.entry[3].resource.recorder.reference"]


def test_an_empty_bundle_is_nothing(desk: Desk) -> None:
    for kind in ("batch", "transaction"):
        assert desk.send(kind).json == {"resourceType": "Bundle", "type": f"{kind}-response"}


def test_a_planted_failure_after_the_first_write_leaves_nothing(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    from app.fhir.kinds import shelf_writer

    def fails(*_: object) -> None:
        raise RuntimeError("planted")

    monkeypatch.setattr(shelf_writer.writing, "delete", fails)
    gone = {"request": {"method": "DELETE", "url": f"Condition/{desk.ids['Condition']}"}}
    desk.create(desk.condition())
    assert desk.send("transaction", gone).status_code == 500
    assert statuses(desk.send("batch", gone, posted(desk.goal()))) == ["500", "201"]
