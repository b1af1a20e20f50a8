"""Organization: where health personnel work, by its number in the national register of organisations."""

from __future__ import annotations

from datetime import datetime
from uuid import NAMESPACE_URL, UUID, uuid5

from app.fhir.moments import once
from app.platform.elements import Json

ORGANISATION_NUMBER = "urn:oid:2.16.578.1.12.4.1.4.101"


def organisation_id(number: str) -> UUID:
    """Always the same for one organisation: it has no row of its own."""
    return uuid5(NAMESPACE_URL, f"{ORGANISATION_NUMBER}|{number}")


def to_fhir(number: str, name: str, met_at: datetime) -> Json:
    return {
        "resourceType": "Organization",
        "id": str(organisation_id(number)),
        "meta": once(met_at),
        "identifier": [{"use": "official", "system": ORGANISATION_NUMBER, "value": number}],
        "name": name,
    }
