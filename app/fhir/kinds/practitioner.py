"""Practitioner, PractitionerRole and Organization: health personnel of the record, and where they work."""

from __future__ import annotations

from uuid import UUID

from app.fhir.kinds.content import coded, referring
from app.fhir.kinds.kind import Parameter
from app.fhir.kinds.met import organisation_numbers, personnel, record_where_met, record_where_placed
from app.fhir.kinds.opened import Opened
from app.fhir.kinds.short import follow, short_kind
from app.fhir.resources import organization, practitioner, practitioner_role
from app.platform.elements import Json

_NUMBER = {"identifier": Parameter("token", "The number in the national register", coded("identifier"))}


def _people(opened: Opened) -> list[Json]:
    return [practitioner.to_fhir(each.by, each.since) for each in personnel(opened.record)]


def _roles(opened: Opened) -> list[Json]:
    return [practitioner_role.to_fhir(each.by, each.since) for each in personnel(opened.record)]


def _places(opened: Opened) -> list[Json]:
    """Each place once, as old as the first we met there."""
    met = sorted(personnel(opened.record), key=lambda each: each.since, reverse=True)
    found = {each.by.organisation_number: each for each in met}
    return [organization.to_fhir(number, each.by.organisation_name, each.since) for number, each in found.items()]


def _record_of_place(known_as: UUID) -> UUID | None:
    numbers = [each for each in organisation_numbers() if organization.organisation_id(each) == known_as]
    return record_where_placed(numbers) if numbers else None


PRACTITIONER = short_kind("Practitioner", _people, record_where_met, _NUMBER)
PRACTITIONER_ROLE = short_kind(
    "PractitionerRole",
    _roles,
    record_where_met,
    {
        **_NUMBER,
        "role": Parameter("token", "Doctor (LE), nurse (SP) …", coded("code")),
        "practitioner": Parameter("reference", "Who it is", referring("practitioner")),
        "organization": Parameter("reference", "Where they work", referring("organization")),
    },
    {"practitioner": follow("practitioner", to=["Practitioner"]), "organization": follow("organization", to=["Organization"])},
)
ORGANIZATION = short_kind("Organization", _places, _record_of_place, _NUMBER)
