"""The demo's people: health personnel and relatives once, each patient with a record that the others may open."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from sqlalchemy import select

from app.access.purposes import Area, Ground
from app.demo.cast import Part, cast
from app.identity.actor import Actor, Practice
from app.identity.people import open_new_record, register_clinician, register_person
from app.models.care_team_member import CareTeamMember
from app.models.clinician import Clinician
from app.models.person import Person
from app.models.representation import Representation
from app.platform import clock
from app.platform.db import db


def seed_helpers(parts: Iterable[Part]) -> None:
    """Those who follow patients or act for them."""
    for part in parts:
        person = _register(part)
        if part.hpr_number:
            register_clinician(
                person,
                hpr_number=part.hpr_number,
                role=part.role or "",
                organisation_number=part.organisation["number"],
                organisation_name=part.organisation["name"],
            )


def helpers_there() -> dict[str, Actor]:
    """The demo's helpers by key, as those who act."""
    found = select(Person, Clinician).outerjoin(Clinician, Clinician.person_id == Person.id).where(Person.demo_key.is_not(None))
    return {person.demo_key or "": actor_of(person, clinician) for person, clinician in db.session.execute(found)}


def actor_of(person: Person, clinician: Clinician | None = None) -> Actor:
    practice = _practice(clinician) if clinician else None
    return Actor(person.id, person.name, None, True, practice, person.language, person.time_zone)


def open_record_for(part: Part, helpers: dict[str, Actor]) -> tuple[Actor, UUID]:
    """The patient and their new record, followed by their clinicians and, where a relative has fullmakt, by them."""
    person = _register(part)
    record_id = open_new_record(person)
    for practice in (helpers[key].practice for key in part.followed_by):
        if practice:
            db.session.add(CareTeamMember(record_id=record_id, clinician_id=practice.clinician_id, valid_from=clock.now()))
    for relative in (each for each in cast() if each.acts_for == part.key):
        db.session.add(_fullmakt(record_id, helpers[relative.key]))
    db.session.flush()
    return actor_of(person), record_id


def _practice(clinician: Clinician) -> Practice:
    return Practice(
        clinician_id=clinician.id,
        hpr_number=clinician.hpr_number,
        role=clinician.role,
        organisation_number=clinician.organisation_number,
        organisation_name=clinician.organisation_name,
    )


def _fullmakt(record_id: UUID, relative: Actor) -> Representation:
    areas = [Area.READ.value, Area.CHECK_IN.value]
    return Representation(
        record_id=record_id, actor_id=relative.person_id, ground=Ground.FULLMAKT.value, areas=areas, valid_from=clock.now()
    )


def _register(part: Part) -> Person:
    return register_person(
        identity_number=part.identity_number,
        given_name=part.given_name,
        family_name=part.family_name,
        birth_date=part.birth_date,
        language=part.language,
        demo_key=part.key,
    )
