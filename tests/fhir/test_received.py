"""Nothing another system sent is lost, and what we own is laid over it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from app.demo.cast import cast
from app.demo.filling import words_for
from app.demo.folder import Folder, folder_of, treatment_plan
from app.fhir.resources import care_plan, condition, goal, service_request
from app.goals.rules import ExpressedBy, GoalStatus
from app.measures.rules import Party
from tests.factories.resources import (
    DOCTOR,
    PATIENT,
    PROBLEM,
    a_care_plan,
    a_condition,
    a_goal,
    a_service_request,
)
from tests.fhir.rows import NAMES, goal_row, measure_row, parts_of, plan_row, problem_row

TODAY = date(2026, 11, 22)
UNKNOWN = {"id": "7", "text": {"status": "generated", "div": "<div>Aldri vist</div>"}, "note": [{"text": "Følger med"}]}
PATIENTS = [part for part in cast() if part.plan]


def again(resource: dict[str, Any]) -> dict[str, Any]:
    """The resource as it comes back from a row that nobody has changed."""
    match resource["resourceType"]:
        case "Condition":
            return condition.to_fhir(problem_row(condition.from_fhir(resource)), PATIENT, DOCTOR)
        case "Goal":
            return goal.to_fhir(goal_row(goal.from_fhir(resource)), PATIENT, DOCTOR, NAMES)
        case _:
            return service_request.to_fhir(measure_row(service_request.from_fhir(resource, TODAY)), PATIENT, DOCTOR, NAMES)


@pytest.mark.parametrize(
    "resource",
    [
        a_condition(),
        a_condition(code={"coding": [{"system": "http://snomed.info/sct", "code": "13645005", "display": "KOLS"}]}),
        a_condition(clinicalStatus=None, language="se"),
        a_goal(),
        a_goal(expressedBy=DOCTOR, target=[{"detailString": "under 53", "dueDate": "2027-01"}, {"dueDate": "2028-01-01"}]),
        a_goal(lifecycleStatus="completed", statusDate="2026-10-01", statusReason="Klarte det"),
        a_goal(addresses=[{"reference": "Observation/1"}, {"reference": f"https://ehr.test/Condition/{PROBLEM[9:].upper()}"}]),
        a_service_request(),
        a_service_request(category=[{"text": "Søvn"}], occurrenceTiming=None, status="unknown"),
        a_service_request(category=None, performer=[DOCTOR], requester=DOCTOR, orderDetail=None),
        a_service_request(asNeededBoolean=True, performer=None),
        a_service_request(reasonReference=[{"type": "Condition", "identifier": {"system": "https://ehr.test/id", "value": "9"}}]),
        a_service_request(identifier=[{"system": "https://ehr.test/id", "value": "a|b"}]),
    ],
)
def test_what_was_put_is_what_one_gets(resource: dict[str, Any]):
    assert again(resource) == resource
    assert again({**resource, **UNKNOWN}) == {**resource, **UNKNOWN}


@pytest.fixture(params=PATIENTS, ids=lambda part: part.plan)
def folder(request: pytest.FixtureRequest) -> Folder:
    return folder_of(request.param.plan, words_for(request.param, TODAY))


def test_every_resource_of_the_demo_comes_back_whole(folder: Folder):
    for resources in (folder.conditions, folder.goals, folder.measures):
        for resource in resources.values():
            assert again(resource) == resource


def test_the_demo_plans_come_back_whole(folder: Folder):
    content = treatment_plan(folder, TODAY)

    assert care_plan.to_fhir(plan_row(content), PATIENT, DOCTOR, parts_of(content)) == folder.care_plan


def test_a_changed_goal_changes_only_what_was_changed():
    sent = {**a_goal(target=[{"detailString": "fem ganger", "dueDate": "2027-01-01"}]), **UNKNOWN}
    changed = replace(goal.from_fhir(sent), text="Gå til butikken", target_on=date(2027, 2, 1))

    answer = goal.to_fhir(goal_row(changed), PATIENT, DOCTOR, NAMES)

    assert answer == {
        **sent,
        "description": {"text": "Gå til butikken"},
        "target": [{"detailString": "fem ganger", "dueDate": "2027-02-01"}],
    }


def test_a_changed_rhythm_replaces_the_timing_and_nothing_else():
    sent = a_service_request(extension=[{"url": "https://ehr.test/x", "valueString": "?"}])
    content = service_request.from_fhir(sent, TODAY)
    row = measure_row(replace(content, rhythm=replace(content.rhythm, times=("10:30",), latest_by="18:00")))

    answer = service_request.to_fhir(row, PATIENT, DOCTOR, NAMES)

    assert service_request.from_fhir(answer, TODAY).rhythm == replace(content.rhythm, times=("10:30",), latest_by="18:00")
    assert answer["extension"][0] == sent["extension"][0]
    assert {**answer, "occurrenceTiming": 0, "extension": 0} == {**sent, "occurrenceTiming": 0, "extension": 0}


def test_what_stands_beside_a_change_stays():
    sent = a_service_request(reasonReference=[{"reference": "Observation/1"}, {"reference": f"Condition/{PROBLEM[9:]}"}])
    changed = replace(service_request.from_fhir(sent, TODAY), description="Kortere i kulda.", problems=("x|1",))

    answer = service_request.to_fhir(measure_row(changed), PATIENT, DOCTOR, NAMES)

    assert answer["orderDetail"] == [{"text": "Kortere i kulda."}, {"text": "Vises ikke."}]
    assert answer["reasonReference"][0] == {"reference": "Observation/1"}
    assert service_request.from_fhir(answer, TODAY).problems == ("x|1",)


def test_a_plan_keeps_what_it_says_of_a_part_when_another_is_added():
    sent = a_care_plan()
    sent["activity"][0]["progress"] = [{"text": "Godt i gang"}]
    row = plan_row(care_plan.from_fhir(sent, [condition.from_fhir(a_condition())], [goal.from_fhir(a_goal())], [_walk()]))

    answer = care_plan.to_fhir(
        row, PATIENT, DOCTOR, {"problems": [PROBLEM], "goals": [], "measures": [_walk().identifier, "x|1"]}
    )

    assert answer["activity"][0] == sent["activity"][0]
    assert answer["activity"][1]["reference"]["identifier"] == {"system": "x", "value": "1"}
    assert "goal" not in answer


def test_the_patients_own_goal_has_a_resource_of_its_own():
    content = replace(goal.from_fhir(a_goal()), received=None, matters_most=True, problems=())
    row = goal_row(content)
    row.closed_on, row.closing_note, row.status = TODAY, "Det gikk", GoalStatus.COMPLETED

    made = goal.to_fhir(row, PATIENT, PATIENT, NAMES)

    assert goal.from_fhir(made) == replace(content, status=GoalStatus.COMPLETED, received=goal.from_fhir(made).received)
    assert (made["statusDate"], made["statusReason"]) == ("2026-11-22", "Det gikk")
    assert goal.from_fhir(made).expressed_by is ExpressedBy.PATIENT


def test_the_patients_own_measure_has_a_resource_of_its_own():
    content = service_request.from_fhir(a_service_request(requester=PATIENT), TODAY)
    paused = replace(content.rhythm, paused_on=date(2026, 10, 1), latest_by="12:00")
    own = replace(content, received=None, rhythm=paused, asks_for="weight")

    made = service_request.to_fhir(measure_row(own), PATIENT, PATIENT, NAMES)

    assert service_request.from_fhir(made, TODAY) == replace(own, received=service_request.from_fhir(made, TODAY).received)
    assert own.origin is Party.PATIENT


def test_a_decimal_keeps_its_digits():
    sent = a_goal(target=[{"detailQuantity": {"value": Decimal("37.10"), "unit": "kg"}}])

    assert str(again(sent)["target"][0]["detailQuantity"]["value"]) == "37.10"


def test_no_element_is_ever_null():
    own = replace(service_request.from_fhir(a_service_request(), TODAY), received=None, description=None, category_code=None)

    assert None not in service_request.to_fhir(measure_row(own), PATIENT, DOCTOR, NAMES).values()


def _walk() -> Any:
    return service_request.from_fhir(a_service_request(), TODAY)
