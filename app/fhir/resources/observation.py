"""Observation: one value somebody measured at home, the zone they recognised, and whether they were worried.

A zone is recognised, never computed. One that was not recognised has no value and says why; it is never green.
"""

from __future__ import annotations

from app.fhir.hands import Hands
from app.fhir.measured import DIASTOLIC, PANEL, SYSTOLIC, UCUM, categorised, category, coded
from app.fhir.moments import moment, once
from app.fhir.references import identifier_element
from app.fhir.reported import Measured, Reported, worry_id, zone_id
from app.fhir.zones.shape import ZONE_CODES, ZONE_NAMES
from app.platform.elements import Json
from app.zones.rules import Level

OWN_OBSERVATION = "urn:egenplan:observation"
OWN_ZONE = "urn:egenplan:zone"
ABSENT = "http://terminology.hl7.org/CodeSystem/data-absent-reason"
ZONE, WORRIED, UNSURE = "zone", "worried", "unsure"
SURVEY = "survey"
_NAMES = {ZONE: "The zone the patient recognises", WORRIED: "The patient is worried"}


def measured(reported: Reported, reading: Measured, hands: Hands) -> Json:
    """One value by itself."""
    made = _about(reported, str(reading.id), category(reading.code), coded(reading.code), hands)
    return {**made, "valueQuantity": quantity(reading)}


def blood_pressure(reported: Reported, upper: Measured, lower: Measured, hands: Hands) -> Json:
    """The two numbers that belong together, as one panel; it goes by the id of the upper one."""
    made = _about(reported, str(upper.id), category(PANEL), coded(PANEL), hands)
    parts = [{"code": coded(code), "valueQuantity": quantity(each)} for code, each in ((SYSTOLIC, upper), (DIASTOLIC, lower))]
    return {**made, "component": parts}


def zone(reported: Reported, hands: Hands) -> Json:
    """The zone recognised, in the national code system and in ours."""
    made = _about(reported, str(zone_id(reported.id)), SURVEY, own_code(ZONE), hands)
    if reported.plan:
        made["basedOn"] = [{"type": "CarePlan", "identifier": identifier_element(reported.plan)}]
    level = next((each for each in Level if each == reported.zone), None)
    if level is None:
        reasons = [{"system": ABSENT, "code": "asked-unknown"}, {"system": OWN_ZONE, "code": UNSURE}]
        return {**made, "dataAbsentReason": {"coding": reasons, "text": "The patient is not sure"}}
    return {**made, "valueCodeableConcept": {"coding": zone_codings(level)}}


def worried(reported: Reported, hands: Hands) -> Json:
    made = _about(reported, str(worry_id(reported.id)), SURVEY, own_code(WORRIED), hands)
    return {**made, "valueBoolean": reported.worried}


def zone_codings(level: Level) -> list[Json]:
    return [{"system": ZONE_CODES, "code": level.value, "display": ZONE_NAMES[level]}, {"system": OWN_ZONE, "code": level.value}]


def own_code(code: str) -> Json:
    return {"coding": [{"system": OWN_OBSERVATION, "code": code, "display": _NAMES[code]}], "text": _NAMES[code]}


def quantity(reading: Measured) -> Json:
    """The value with the digits it was typed with."""
    return {"value": reading.value, "unit": reading.unit, "system": UCUM, "code": reading.unit}


def _about(reported: Reported, own_id: str, sort: str, code: Json, hands: Hands) -> Json:
    return {
        "resourceType": "Observation",
        "id": own_id,
        "meta": once(reported.received_at),
        "status": "final",
        "category": [categorised(sort)],
        "code": code,
        "subject": hands.subject,
        "effectiveDateTime": moment(reported.measured_at, reported.time_zone),
        "issued": moment(reported.received_at, reported.time_zone),
        "performer": [hands.of(reported)],
        "derivedFrom": [{"reference": f"QuestionnaireResponse/{reported.id}", "type": "QuestionnaireResponse"}],
    }
