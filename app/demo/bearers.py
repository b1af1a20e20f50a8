"""The demo's people as those a token may be for."""

from __future__ import annotations

from sqlalchemy import select

from app.demo.issuer import Bearer
from app.identity.people import identity_number_of
from app.models.clinician import Clinician
from app.models.person import Person
from app.platform.db import db

SYSTEM = "system"
WHO = ("doctor", "nurse", SYSTEM, "patient", "patient2", "patient3", "relative")


def bearer_of(who: str) -> Bearer | None:
    """The bearer by demo key, or nobody where the demo is not loaded."""
    if who == SYSTEM:
        return Bearer()
    person = db.session.scalar(select(Person).where(Person.demo_key == who))
    if person is None:
        return None
    clinician = db.session.scalar(select(Clinician).where(Clinician.person_id == person.id))
    named = Bearer(person.given_name, person.family_name, identity_number_of(person))
    if clinician is None:
        return named
    return Bearer(person.given_name, person.family_name, named.pid, clinician.hpr_number, clinician.organisation_number)
