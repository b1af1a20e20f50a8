"""Practitioner: health personnel, by their number (HPR)."""

from __future__ import annotations

from datetime import datetime

from app.fhir.hands import Personnel
from app.fhir.moments import once
from app.fhir.systems import HPR_NUMBER
from app.platform.elements import Json


def to_fhir(found: Personnel, met_at: datetime) -> Json:
    return {
        "resourceType": "Practitioner",
        "id": str(found.id),
        "meta": once(met_at),
        "identifier": [{"use": "official", "system": HPR_NUMBER, "value": found.hpr_number}],
        "name": [{"use": "official", "family": found.family_name, "given": found.given_name.split()}],
    }
