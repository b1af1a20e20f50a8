"""CareTeam: who follows the patient, and whom the plan tells them to contact."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from app.fhir.hands import Personnel, role_reference
from app.fhir.moments import once, period
from app.fhir.resources.practitioner_role import HEALTH_ROLES
from app.platform.elements import Json


@dataclass(frozen=True)
class Following:
    """Health personnel who follow the patient, for a time."""

    by: Personnel
    valid_from: datetime
    valid_to: datetime | None


@dataclass(frozen=True)
class ContactName:
    """Whom the plan says to contact, in the plan's words."""

    role: str
    name: str | None


def to_fhir(
    own_id: UUID, subject: Json, following: Sequence[Following], contacts: Iterable[ContactName], began: datetime
) -> Json:
    """One team a patient. It is as old as its last change, or as `began` where nobody follows the patient."""
    changed = max((at for each in following for at in (each.valid_from, each.valid_to) if at), default=began)
    people = [*(_follows(each) for each in following), *(_contact(each) for each in contacts)]
    made: Json = {
        "resourceType": "CareTeam",
        "id": str(own_id),
        "meta": once(changed),
        "status": "active" if following else "inactive",
        "subject": subject,
    }
    return made | ({"participant": people} if people else {})


def _follows(each: Following) -> Json:
    role = {"coding": [{"system": HEALTH_ROLES, "code": each.by.role}]}
    return {"role": [role], "member": role_reference(each.by), "period": period(each.valid_from, each.valid_to)}


def _contact(each: ContactName) -> Json:
    return {"role": [{"text": each.role}], "member": {"display": each.name or each.role}}
