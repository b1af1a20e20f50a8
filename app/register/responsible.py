"""Who answers for moving the plans: health personnel by name, since the log of a record knows nobody else."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import select

from app.identity.actor import Actor, Practice
from app.identity.people import person_by_identity_number, register_clinician, register_person
from app.models.clinician import Clinician
from app.models.person import Person
from app.platform.db import db

Ask = Callable[[str, bool], str]


def responsible(hpr_number: str, ask: Ask) -> Actor:
    """The one with that health personnel number. Who they are is asked for where nobody here knows them.

    `ask` is given the question, and whether the answer is hidden. Errors: `InvalidIdentityNumber`.
    """
    found = db.session.scalar(select(Clinician).where(Clinician.hpr_number == hpr_number))
    return _actor(found or _meet(hpr_number, ask))


def _meet(hpr_number: str, ask: Ask) -> Clinician:
    number = ask("Identity number", True)
    person = person_by_identity_number(number) or register_person(
        identity_number=number,
        given_name=ask("Given name", False)[:100],
        family_name=ask("Family name", False)[:100],
        birth_date=None,
    )
    return register_clinician(
        person,
        hpr_number=hpr_number,
        role=ask("Role (Volven 9060: LE doctor, SP nurse …)", False)[:20],
        organisation_number=ask("Organisation number", False)[:9],
        organisation_name=ask("Organisation name", False)[:200],
    )


def _actor(clinician: Clinician) -> Actor:
    person = db.session.get_one(Person, clinician.person_id)
    practice = Practice(
        clinician.id, clinician.hpr_number, clinician.role, clinician.organisation_number, clinician.organisation_name
    )
    return Actor(person.id, person.name, None, False, practice, person.language, person.time_zone)
