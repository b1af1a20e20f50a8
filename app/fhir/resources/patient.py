"""Patient: whose record it is. The address holds the record's id; the identity number stands in the body alone."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from app.fhir.days import fhir_date
from app.fhir.moments import once
from app.fhir.references import patient as by_number
from app.platform.elements import Json


def to_fhir(
    record_id: UUID, given_name: str, family_name: str, birth_date: date | None, created_at: datetime, number: str | None
) -> Json:
    """`number` is left out for a reader who is not already sure to have it. Sex and age are never derived from it."""
    made: Json = {
        "resourceType": "Patient",
        "id": str(record_id),
        "meta": once(created_at),
        "active": True,
        "name": [{"use": "official", "family": family_name, "given": given_name.split()}],
    }
    if number:
        made["identifier"] = [{"use": "official", **by_number(number)["identifier"]}]
    if birth_date:
        made["birthDate"] = fhir_date(birth_date)
    return made
