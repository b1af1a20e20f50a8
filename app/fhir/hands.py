"""Who wrote something, as a reference: by what can be read here where the reader may read it, else by name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol
from uuid import UUID

from app.fhir.resources.organization import organisation_id
from app.fhir.systems import HPR_NUMBER
from app.identity.actor import PATIENT, RELATIVE
from app.platform.elements import Json


class Signed(Protocol):
    """A row that says who wrote it, as `app.models.columns.Written`."""

    @property
    def written_by_id(self) -> Any: ...
    @property
    def author_name(self) -> Any: ...
    @property
    def author_role(self) -> Any: ...
    @property
    def author_organisation(self) -> Any: ...


@dataclass(frozen=True)
class Personnel:
    """Somebody who works at a place. `role` is a code of Volven 9060."""

    id: UUID
    person_id: UUID
    hpr_number: str
    role: str
    given_name: str
    family_name: str
    organisation_number: str
    organisation_name: str

    @property
    def name(self) -> str:
        return f"{self.given_name} {self.family_name}"


@dataclass(frozen=True)
class Hands:
    """Those who write in one record. `relatives` are the ids of RelatedPersons that the reader may read, by person."""

    subject: Json
    personnel: Mapping[UUID, Personnel] = field(default_factory=dict)
    relatives: Mapping[UUID, UUID] = field(default_factory=dict)

    def of(self, row: Signed) -> Json:
        """A reference to who wrote `row`: the patient, a relative or health personnel."""
        if row.author_role == PATIENT:
            return self.subject
        if row.author_role == RELATIVE:
            known = self.relatives.get(row.written_by_id)
            literal = {"reference": f"RelatedPerson/{known}"} if known else {}
            return {**literal, "type": "RelatedPerson", "display": row.author_name}
        found = self.personnel.get(row.written_by_id)
        return role_reference(found, row.author_name) if found else {"type": "PractitionerRole", "display": row.author_name}

    def place_of(self, row: Signed) -> Json | None:
        """The place it was written at, with its number where whoever wrote it still is there."""
        if not row.author_organisation:
            return None
        found = self.personnel.get(row.written_by_id)
        if found and found.organisation_name == row.author_organisation:
            return organisation_reference(found)
        return {"type": "Organization", "display": row.author_organisation}


def role_reference(found: Personnel, name: str | None = None) -> Json:
    """Health personnel at their place, by id here and by number everywhere."""
    return {
        "reference": f"PractitionerRole/{found.id}",
        "type": "PractitionerRole",
        "identifier": {"system": HPR_NUMBER, "value": found.hpr_number},
        "display": name or found.name,
    }


def organisation_reference(found: Personnel) -> Json:
    return {
        "reference": f"Organization/{organisation_id(found.organisation_number)}",
        "type": "Organization",
        "display": found.organisation_name,
    }
