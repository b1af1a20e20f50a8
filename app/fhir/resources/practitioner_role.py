"""PractitionerRole: health personnel at the place they work. Roles are codes of Volven 9060."""

from __future__ import annotations

from datetime import datetime

from app.fhir.hands import Personnel, organisation_reference
from app.fhir.moments import once
from app.fhir.systems import HPR_NUMBER
from app.platform.elements import Json

HEALTH_ROLES = "urn:oid:2.16.578.1.12.4.1.1.9060"


def to_fhir(found: Personnel, met_at: datetime) -> Json:
    number = {"system": HPR_NUMBER, "value": found.hpr_number}
    return {
        "resourceType": "PractitionerRole",
        "id": str(found.id),
        "meta": once(met_at),
        "identifier": [number],
        "practitioner": {
            "reference": f"Practitioner/{found.id}",
            "type": "Practitioner",
            "identifier": number,
            "display": found.name,
        },
        "organization": organisation_reference(found),
        "code": [{"coding": [{"system": HEALTH_ROLES, "code": found.role}]}],
    }
