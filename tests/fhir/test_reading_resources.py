"""What a resource says, and what is refused with the place named."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from app.fhir.resources import care_plan, condition, goal, service_request
from app.fhir.systems import ASKED_FOR, OWN_MEASURE
from app.goals.rules import ExpressedBy
from app.measures.rules import MeasureStatus, Party
from app.platform.elements import InvalidResource
from app.readings.rules import ASKED
from tests.factories.resources import DOCTOR, PATIENT, PROBLEM, a_care_plan, a_condition, a_goal, a_service_request

TODAY = date(2026, 11, 22)
_READERS: dict[str, Callable[[dict[str, Any]], Any]] = {
    "CarePlan": care_plan.from_fhir,
    "Condition": condition.from_fhir,
    "Goal": goal.from_fhir,
    "ServiceRequest": lambda resource: service_request.from_fhir(resource, TODAY),
}


def read(resource: dict[str, Any]) -> Any:
    return _READERS[resource["resourceType"]](resource)


def test_a_measure_says_what_by_whom_and_what_for():
    measure = read(a_service_request())

    assert (measure.title, measure.description) == ("Gåtur", "Rolig tempo i tjue minutter.")
    assert (measure.category_code, measure.performer, measure.origin) == ("229064008", Party.PATIENT, Party.CLINICIAN)
    assert measure.problems == (PROBLEM,)


def test_a_measure_for_health_personnel_names_them():
    measure = read(a_service_request(category=None, performer=[DOCTOR]))

    assert (measure.performer, measure.performer_name) == (Party.CLINICIAN, "Prøve Lege")


def test_without_a_performer_a_category_tells_self_care():
    assert read(a_service_request(performer=None)).performer is Party.PATIENT
    assert read(a_service_request(performer=None, category=None)).performer is Party.CLINICIAN


@pytest.mark.parametrize(("code", "asked"), ASKED_FOR.items())
def test_a_loinc_code_asks_for_a_reading_we_know(code: str, asked: str):
    measure = read(a_service_request(code={"text": "Mål", "coding": [{"system": "http://loinc.org", "code": code}]}))

    assert measure.asks_for == asked
    assert asked in ASKED


def test_our_own_code_asks_for_a_check_in():
    coding = [{"system": OWN_MEASURE, "code": "check-in"}]

    assert read(a_service_request(code={"text": "Sjekk inn", "coding": coding})).asks_for == "check-in"


def test_a_goal_says_whose_it_is_and_whether_it_matters_most():
    high = {"coding": [{"code": "high-priority"}]}

    assert read(a_goal(priority=high)).matters_most
    assert not read(a_goal(priority=high, expressedBy=DOCTOR)).matters_most
    assert read(a_goal(expressedBy=DOCTOR)).expressed_by is ExpressedBy.CLINICIAN


def test_all_but_active_is_inactive():
    assert read(a_service_request(status="unknown")).status is MeasureStatus.ON_HOLD
    assert read(a_service_request(status="entered-in-error")).status is MeasureStatus.ENTERED_IN_ERROR


def test_a_plan_has_its_parts_in_its_own_order():
    second = a_goal(identifier=[{"system": "urn:ietf:rfc:3986", "value": "urn:uuid:5f0c1d0e-7b0b-4a52-9a2b-1f7d2c9e0b99"}])
    plan = a_care_plan(goal=[{"reference": "Goal/5f0c1d0e-7b0b-4a52-9a2b-1f7d2c9e0b99"}, *a_care_plan()["goal"]])

    content = care_plan.from_fhir(plan, [read(a_condition())], [read(a_goal()), read(second)], [read(a_service_request())])

    assert [each.identifier[-2:] for each in content.goals if each.identifier] == ["99", "03"]


@pytest.mark.parametrize(
    ("resource", "path"),
    [
        (a_service_request(intent="order"), "ServiceRequest.intent"),
        (a_service_request(status=None), "ServiceRequest.status"),
        (a_service_request(status="done"), "ServiceRequest.status"),
        (a_service_request(doNotPerform=True), "ServiceRequest.doNotPerform"),
        (a_service_request(code=None), "ServiceRequest.code.coding.display"),
        (a_service_request(code={"text": "x" * 301}), "ServiceRequest.code.text"),
        (a_service_request(orderDetail=[{"text": "a\x00b"}]), "ServiceRequest.orderDetail[0].text"),
        (a_service_request(occurrenceTiming=None, occurrenceDateTime="2026-12-01"), "ServiceRequest.occurrenceDateTime"),
        (a_service_request(reasonReference=[{"reference": "Condition/12"}]), "ServiceRequest.reasonReference[0].reference"),
        (a_service_request(performer=PATIENT), "ServiceRequest.performer"),
        (a_service_request(subject={"display": "Kari"}), "ServiceRequest.subject.identifier.value"),
        (a_service_request(modifierExtension=[{"url": "https://x.test"}]), "ServiceRequest.modifierExtension"),
        (a_goal(target=[{"modifierExtension": [{"url": "x"}]}]), "Goal.target[0].modifierExtension"),
        (a_goal(implicitRules="https://x.test"), "Goal.implicitRules"),
        (a_goal(lifecycleStatus="dreamt"), "Goal.lifecycleStatus"),
        (a_goal(lifecycleStatus=" "), "Goal.lifecycleStatus"),
        (a_goal(target=[{"dueDate": "2026-12-01T10:00:00"}]), "Goal.target[0].dueDate"),
        (a_goal(description={}), "Goal.description.coding.display"),
        (a_goal(target=[{"dueDate": "snart"}]), "Goal.target[0].dueDate"),
        (a_condition(clinicalStatus={"coding": [{"code": "sick"}]}), "Condition.clinicalStatus.coding[0].code"),
        (a_condition(code="R95"), "Condition.code"),
        (a_care_plan(intent="proposal"), "CarePlan.intent"),
        (a_care_plan(activity=[{"detail": {"status": "scheduled"}}]), "CarePlan.activity[0].detail"),
        (a_care_plan(), "CarePlan.addresses[0]"),
    ],
)
def test_a_refusal_names_the_place(resource: dict[str, Any], path: str):
    with pytest.raises(InvalidResource) as refused:
        read(resource)

    assert refused.value.path == path


def test_another_resource_is_refused():
    with pytest.raises(InvalidResource, match="must be Goal"):
        goal.from_fhir(a_condition())
