"""The demo's people as others need them: to sign in as, and to check from outside."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select

from app.identity.people import demo_people, identity_number_of
from app.models.clinician import Clinician
from app.models.person import Person
from app.platform.db import db


@dataclass(frozen=True)
class PersonLine:
    """One demo person. `record_id` is set for patients; `hpr_number` and `role` (Volven 9060) for health personnel."""

    key: str
    name: str
    record_id: str | None
    identity_number: str
    hpr_number: str | None
    role: str | None


def people() -> list[PersonLine]:
    """Everybody in the demo, patients first."""
    persons = {row.id: row for row in db.session.scalars(select(Person).where(Person.demo_key.is_not(None)))}
    clinicians = {row.person_id: row for row in db.session.scalars(select(Clinician).where(Clinician.person_id.in_(persons)))}
    found = []
    for each in demo_people():
        clinician = clinicians.get(each.person_id)
        found.append(
            PersonLine(
                key=each.key,
                name=each.name,
                record_id=str(each.record_id) if each.record_id else None,
                identity_number=identity_number_of(persons[each.person_id]),
                hpr_number=clinician.hpr_number if clinician else None,
                role=clinician.role if clinician else None,
            )
        )
    return found
