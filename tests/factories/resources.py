"""Resources in the national shapes, composed for the tests."""

from __future__ import annotations

from typing import Any

FNR, HPR = "urn:oid:2.16.578.1.12.4.1.4.1", "urn:oid:2.16.578.1.12.4.1.4.4"
PATIENT = {"type": "Patient", "identifier": {"system": FNR, "value": "07845110004"}}
DOCTOR = {"type": "PractitionerRole", "display": "Prøve Lege", "identifier": {"system": HPR, "value": "999000017"}}

PLAN_ID, PROBLEM_ID, GOAL_ID, MEASURE_ID = (f"5f0c1d0e-7b0b-4a52-9a2b-1f7d2c9e0b0{n}" for n in range(1, 5))
PROBLEM = f"urn:uuid:{PROBLEM_ID}"

Json = dict[str, Any]


def identified(uuid: str) -> list[Json]:
    return [{"system": "urn:ietf:rfc:3986", "value": f"urn:uuid:{uuid}"}]


def a_condition(**changes: Any) -> Json:
    return _with(
        changes,
        resourceType="Condition",
        identifier=identified(PROBLEM_ID),
        clinicalStatus={"coding": [{"system": "http://terminology.hl7.org/CodeSystem/condition-clinical", "code": "active"}]},
        code={
            "coding": [
                {"system": "urn:oid:2.16.578.1.12.4.1.1.7170", "code": "R95", "display": "Kronisk obstruktiv lungesykdom"}
            ],
            "text": "KOLS",
        },
        subject=PATIENT,
        recorder=DOCTOR,
    )


def a_goal(**changes: Any) -> Json:
    return _with(
        changes,
        resourceType="Goal",
        identifier=identified(GOAL_ID),
        lifecycleStatus="active",
        description={"text": "Gå til postkassen og hjem"},
        subject=PATIENT,
        expressedBy=PATIENT,
        addresses=[{"reference": f"Condition/{PROBLEM_ID}"}],
    )


def a_service_request(**changes: Any) -> Json:
    return _with(
        changes,
        resourceType="ServiceRequest",
        identifier=identified(MEASURE_ID),
        status="active",
        intent="plan",
        category=[{"coding": [{"system": "http://snomed.info/sct", "code": "229064008", "display": "Fysisk aktivitet"}]}],
        code={"text": "Gåtur"},
        orderDetail=[{"text": "Rolig tempo i tjue minutter."}, {"text": "Vises ikke."}],
        subject=PATIENT,
        occurrenceTiming={"repeat": {"frequency": 1, "period": 1, "periodUnit": "d"}},
        performer=[PATIENT],
        reasonReference=[{"reference": f"Condition/{PROBLEM_ID}"}],
    )


def a_care_plan(**changes: Any) -> Json:
    return _with(
        changes,
        resourceType="CarePlan",
        identifier=identified(PLAN_ID),
        status="active",
        intent="plan",
        title="Behandlingsplan",
        subject=PATIENT,
        author=DOCTOR,
        addresses=[{"reference": f"Condition/{PROBLEM_ID}"}],
        goal=[{"reference": f"Goal/{GOAL_ID}"}],
        activity=[{"reference": {"reference": f"ServiceRequest/{MEASURE_ID}"}}],
    )


def a_planer_request(**changes: Any) -> Json:
    return _with(
        changes,
        status="active",
        comment="Første versjon",
        subject={"id": "07845110004"},
        updated_by={
            "type": "practitioner",
            "id": "999000017",
            "name": "Prøve Lege",
            "organization": {"id": "999999999", "name": "Prøvesund legesenter"},
        },
        clinical_content={
            "title": "Når hjertet sliter",
            "description": "Laget sammen",
            "zones": [
                {"level": "green", "condition": "Vekten er stø", "action": "Som før"},
                {"level": "yellow", "condition": "Opp to kilo", "action": "Ring oss samme dag"},
                {"level": "red", "condition": "Smerter i brystet", "action": "Ring 113"},
            ],
        },
    )


def _with(changes: Json, **resource: Any) -> Json:
    """The resource with other values; `None` takes an element away."""
    return {name: value for name, value in {**resource, **changes}.items() if value is not None}
