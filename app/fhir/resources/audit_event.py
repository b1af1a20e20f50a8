"""AuditEvent: one line of the access log.

After HL7 Norge's profile for the trust framework (no-domain-Trustframework-Auditevent): health personnel as PractitionerRole,
one purpose of use, the patient as an extension since R4 has no element for it, and when the access was. A code of ours says
what it was for more closely.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from app.access.purposes import Ground, Purpose
from app.fhir.moments import moment, once
from app.fhir.systems import HPR_NUMBER
from app.platform.elements import Json

EVENTS = "http://terminology.hl7.org/CodeSystem/audit-event-type"
REASONS = "http://terminology.hl7.org/CodeSystem/v3-ActReason"
DICOM = "http://dicom.nema.org/resources/ontology/DCM"
OBJECTS = "http://terminology.hl7.org/CodeSystem/audit-entity-type"
OBJECT_ROLES = "http://terminology.hl7.org/CodeSystem/object-role"
NORWEGIAN = "http://hl7.no/fhir/ig/AuditEvent/StructureDefinition"
PATIENT = f"{NORWEGIAN}/auditevent-patient-extension"
CARE_RELATION = f"{NORWEGIAN}/auditevent-carerelation-metadata-extension"
OWN_PURPOSE, OWN_GROUND = "urn:egenplan:purpose", "urn:egenplan:ground"
OWN_BASIS = "urn:egenplan:basis"

_READS = (Purpose.READ, Purpose.FOLLOW_UP, Purpose.READ_LOG)
_CREATES = (Purpose.CHECK_IN, Purpose.COMMENT, Purpose.ACKNOWLEDGE)
_OF_PATIENT, _OF_FAMILY, _OF_TREATMENT = "PATRQT", "FAMRQT", "TREAT"


@dataclass(frozen=True)
class Logged:
    """A line, and what a calling system said of itself at it. `hpr_number` is of an actor who was at work."""

    id: UUID
    actor_id: UUID
    actor_name: str
    organisation: str | None
    purpose: str
    ground: str
    granted: bool
    at: datetime
    hpr_number: str | None = None
    source_system: str | None = None
    event_id: str | None = None
    basis: str | None = None


def to_fhir(line: Logged, subject: Json, subject_id: UUID) -> Json:
    """`subject` is a reference to the patient, whose person `subject_id` is."""
    made: Json = {
        "resourceType": "AuditEvent",
        "id": str(line.id),
        "meta": once(line.at),
        "extension": [{"url": PATIENT, "valueReference": subject}, _relation(line)],
        "type": {"system": DICOM, "code": "110110", "display": "Patient Record"},
        "subtype": [{"system": OWN_PURPOSE, "code": line.purpose}],
        "action": "R" if line.purpose in _READS else "C" if line.purpose in _CREATES else "U",
        "recorded": moment(line.at),
        "outcome": "0" if line.granted else "4",
        "purposeOfEvent": [_purpose(line, subject_id)],
        "agent": _agents(line, subject, subject_id),
        "source": {"observer": {"display": "Egenplan"}},
        "entity": [_entity(line, subject)],
    }
    return made | ({} if line.granted else {"outcomeDesc": "Refused: nothing was shown"})


def _agents(line: Logged, subject: Json, subject_id: UUID) -> list[Json]:
    person: Json = {"who": _who(line, subject, subject_id), "name": line.actor_name, "requestor": True}
    if line.basis:
        person["policy"] = [f"{OWN_BASIS}:{line.basis}"]
    person["role"] = [{"coding": [{"system": OWN_GROUND, "code": line.ground}]}]
    if line.source_system is None:
        return [person]
    system = {"type": {"coding": [{"system": DICOM, "code": "110150", "display": "Application"}]}, "requestor": False}
    return [person, {**system, "name": line.source_system}]


def _who(line: Logged, subject: Json, subject_id: UUID) -> Json:
    if line.organisation is not None:
        number = {"identifier": {"system": HPR_NUMBER, "value": line.hpr_number}} if line.hpr_number else {}
        return {"type": "PractitionerRole", **number, "display": f"{line.actor_name}, {line.organisation}"}
    return subject if line.actor_id == subject_id else {"type": "RelatedPerson", "display": line.actor_name}


def _purpose(line: Logged, subject_id: UUID) -> Json:
    """One purpose of use (HL7 v3), and beside it ours."""
    private = _OF_PATIENT if line.actor_id == subject_id else _OF_FAMILY
    code = _OF_TREATMENT if line.organisation is not None else private
    return {"coding": [{"system": REASONS, "code": code}, {"system": OWN_PURPOSE, "code": line.purpose}]}


def _relation(line: Logged) -> Json:
    """Of the care relation we know on what ground it was, and when."""
    ground = Ground(line.ground)
    parts = [{"url": "decision-ref-description", "valueString": line.basis or ground.value}]
    return {"url": CARE_RELATION, "extension": [*parts, {"url": "toa", "valueUnsignedInt": int(line.at.timestamp())}]}


def _entity(line: Logged, subject: Json) -> Json:
    entity: Json = {
        "what": subject,
        "type": {"system": OBJECTS, "code": "1", "display": "Person"},
        "role": {"system": OBJECT_ROLES, "code": "1", "display": "Patient"},
    }
    return entity | ({"detail": [{"type": "event-id", "valueString": line.event_id}]} if line.event_id else {})
