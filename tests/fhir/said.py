"""One of each resource that is only read, made of fixed rows: what the golden file holds."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from app.fhir.hands import Hands, Personnel
from app.fhir.reported import Measured, Reported
from app.fhir.resources import (
    audit_event,
    care_team,
    consent,
    observation,
    organization,
    patient,
    practitioner,
    practitioner_role,
    provenance,
    questionnaire_response,
    related_person,
)
from app.models.consent import Consent
from app.models.revision import Revision

Json = dict[str, Any]
NUMBER = "07845110004"
AT = datetime(2026, 9, 10, 6, 30, tzinfo=UTC)
LATER = datetime(2026, 9, 10, 6, 31, 5, 250_000, tzinfo=UTC)


def uuid(number: int) -> UUID:
    return UUID(f"5f0c1d0e-7b0b-4a52-9a2b-1f7d2c9e{number:04x}")


RECORD, KARI, MARTE, NINA = uuid(1), uuid(2), uuid(3), uuid(4)
SUBJECT = {"reference": f"Patient/{RECORD}", "type": "Patient"}
NURSE = Personnel(uuid(5), NINA, "999000017", "SP", "Nina", "Prøvesen", "999999999", "Prøvesund legesenter")
HANDS = Hands(SUBJECT, {NINA: NURSE}, {MARTE: uuid(6)})


def a_reading(kind: str, code: str, value: str, unit: str, number: int) -> Measured:
    return Measured(uuid(number), kind, code, Decimal(value), unit)


UPPER = a_reading("blood_pressure_systolic", "8480-6", "128", "mm[Hg]", 0x11)
LOWER = a_reading("blood_pressure_diastolic", "8462-4", "82", "mm[Hg]", 0x12)
WEIGHT = a_reading("weight", "29463-7", "72.40", "kg", 0x13)
OXYGEN = a_reading("oxygen_saturation", "59408-5", "91", "%", 0x14)
GLUCOSE = a_reading("glucose", "15074-8", "6.8", "mmol/L", 0x15)
FLOW = a_reading("peak_flow", "19935-6", "380", "L/min", 0x16)


def a_report(**changes: Any) -> Reported:
    said: dict[str, Any] = {
        "id": uuid(0x10),
        "zone": "yellow",
        "worried": True,
        "note": "Tungt i trappa",
        "language": "nb",
        "measured_at": AT,
        "received_at": LATER,
        "time_zone": "Europe/Oslo",
        "written_by_id": KARI,
        "author_name": "Kari Prøve",
        "author_role": "patient",
        "author_organisation": None,
        "plan": f"urn:uuid:{uuid(7)}",
        "readings": (UPPER, LOWER, WEIGHT, OXYGEN),
    }
    return Reported(**said | changes)


def a_revision(**changes: Any) -> Revision:
    said: dict[str, Any] = {
        "id": uuid(0x20),
        "record_id": RECORD,
        "entity": "goal",
        "entity_id": uuid(8),
        "version": 3,
        "content": {"deleted_at": None},
        "comment": "Avtalt på kontrollen",
        "at": AT,
        "written_by_id": NINA,
        "author_name": "Nina Prøvesen",
        "author_role": "SP",
        "author_organisation": "Prøvesund legesenter",
        "on_behalf": False,
    }
    return Revision(**said | changes)


def a_line(**changes: Any) -> audit_event.Logged:
    said: dict[str, Any] = {
        "id": uuid(0x30),
        "actor_id": NINA,
        "actor_name": "Nina Prøvesen",
        "organisation": "Prøvesund legesenter",
        "purpose": "follow-up",
        "ground": "attested",
        "granted": True,
        "at": AT,
        "hpr_number": "999000017",
        "source_system": "Prøve-EPJ 1.0",
        "event_id": "b8a6b0b4",
        "basis": "SAMTYKKE",
    }
    return audit_event.Logged(**said | changes)


PRIVATE = {"organisation": None, "hpr_number": None, "source_system": None, "event_id": None, "basis": None}


def _consent(withdrawn: datetime | None) -> Consent:
    return Consent(id=uuid(0x40), record_id=RECORD, kind="plan", given_at=AT, withdrawn_at=withdrawn)


def everything() -> dict[str, Json]:
    """Each resource by what it is an example of."""
    report, unsure = a_report(), a_report(zone=None, worried=False, note=None, readings=(), plan=None)
    daughter = a_report(written_by_id=MARTE, author_name="Marte Prøve", author_role="relative")
    team = [care_team.Following(NURSE, AT, None)]
    contact = care_team.ContactName("Legevakt", None)
    span = (AT, datetime(2027, 9, 10, tzinfo=UTC))
    return {
        "weight": observation.measured(report, WEIGHT, HANDS),
        "oxygen by a relative": observation.measured(daughter, OXYGEN, HANDS),
        "glucose": observation.measured(report, GLUCOSE, HANDS),
        "peak flow": observation.measured(report, FLOW, HANDS),
        "blood pressure": observation.blood_pressure(report, UPPER, LOWER, HANDS),
        "yellow": observation.zone(report, HANDS),
        "not sure": observation.zone(unsure, HANDS),
        "worried": observation.worried(report, HANDS),
        "check-in": questionnaire_response.to_fhir(report, HANDS),
        "check-in that says little": questionnaire_response.to_fhir(unsure, HANDS),
        "patient": patient.to_fhir(RECORD, "Kari Anne", "Prøve", date(1951, 4, 7), AT, NUMBER),
        "patient without number": patient.to_fhir(RECORD, "Kari", "Prøve", None, AT, None),
        "nurse": practitioner.to_fhir(NURSE, AT),
        "nurse at work": practitioner_role.to_fhir(NURSE, AT),
        "medical centre": organization.to_fhir("999999999", "Prøvesund legesenter", AT),
        "relative": related_person.to_fhir(uuid(6), SUBJECT, ("Marte", "Prøve"), "fullmakt", ["read"], span, None, LATER),
        "relative no longer": related_person.to_fhir(uuid(6), SUBJECT, ("Marte", "Prøve"), "fullmakt", [], span, LATER, LATER),
        "consent": consent.to_fhir(_consent(None), SUBJECT, HANDS.of(a_revision())),
        "consent taken back": consent.to_fhir(_consent(LATER), SUBJECT, SUBJECT),
        "team": care_team.to_fhir(uuid(0x50), SUBJECT, team, [contact], AT),
        "nobody follows": care_team.to_fhir(uuid(0x50), SUBJECT, [], [], AT),
        "changed": provenance.to_fhir(a_revision(), "Goal", uuid(8), HANDS),
        "deleted by a stranger": provenance.to_fhir(
            a_revision(content={"deleted_at": "x"}, written_by_id=None, comment=None), "Goal", uuid(8), HANDS
        ),
        "set by the patient": provenance.to_fhir(
            a_revision(version=1, written_by_id=KARI, author_role="patient", author_organisation=None), "Goal", uuid(8), HANDS
        ),
        "looked": audit_event.to_fhir(a_line(), SUBJECT, KARI),
        "own reading": audit_event.to_fhir(a_line(actor_id=KARI, purpose="read", ground="self", **PRIVATE), SUBJECT, KARI),
        "refused": audit_event.to_fhir(
            a_line(actor_id=MARTE, purpose="set-goals", ground="none", granted=False, **PRIVATE), SUBJECT, KARI
        ),
    }
