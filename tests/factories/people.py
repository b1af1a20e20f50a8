from __future__ import annotations

import random
from datetime import date, timedelta
from itertools import count

from app.access.purposes import Area, Ground, Purpose
from app.access.record import Record as OpenRecord
from app.identity.actor import Actor, Practice
from app.identity.identity_number import with_check_digits
from app.identity.people import open_new_record, register_clinician, register_person
from app.models.care_team_member import CareTeamMember
from app.models.clinician import Clinician
from app.models.person import Person
from app.models.record import Record
from app.models.representation import Representation
from app.platform import clock
from app.platform.db import db

_numbers = count(random.SystemRandom().randrange(10_000_000))


def a_person(given_name: str = "Prøve", family_name: str = "Testesen", **changes: object) -> Person:
    person = register_person(
        identity_number=_identity_number(),
        given_name=given_name,
        family_name=family_name,
        birth_date=date(1955, 4, 7),
    )
    for name, value in changes.items():
        setattr(person, name, value)
    db.session.commit()
    return person


def a_patient(given_name: str = "Pasient", **changes: object) -> tuple[Person, Record]:
    """A person and their empty record."""
    person = a_person(given_name, **changes)
    record = db.session.get_one(Record, open_new_record(person))
    db.session.commit()
    return person, record


def a_clinician(given_name: str = "Nina", role: str = "SP") -> tuple[Person, Clinician]:
    person = a_person(given_name)
    clinician = register_clinician(
        person,
        hpr_number=f"{next(_numbers) % 1_000_000_000:09d}",
        role=role,
        organisation_number="999999999",
        organisation_name="Prøvesund legesenter",
    )
    db.session.commit()
    return person, clinician


def a_fullmakt(
    record: Record, actor: Person, areas: tuple[Area, ...] = (Area.READ, Area.CHECK_IN), **changes: object
) -> Representation:
    row = Representation(
        record_id=record.id,
        actor_id=actor.id,
        ground=Ground.FULLMAKT,
        areas=list(areas),
        valid_from=clock.now() - timedelta(days=1),
    )
    for name, value in changes.items():
        setattr(row, name, value)
    db.session.add(row)
    db.session.commit()
    return row


def a_care_team_member(record: Record, clinician: Clinician, **changes: object) -> CareTeamMember:
    row = CareTeamMember(record_id=record.id, clinician_id=clinician.id, valid_from=clock.now() - timedelta(days=1))
    for name, value in changes.items():
        setattr(row, name, value)
    db.session.add(row)
    db.session.commit()
    return row


def opened_by_patient(person: Person, record: Record) -> OpenRecord:
    """The proof the gate gives the patient, for calling queries and actions directly."""
    actor = Actor(person.id, person.name, None, True, None)
    allowed = frozenset(Purpose) - {Purpose.FOLLOW_UP, Purpose.ACKNOWLEDGE, Purpose.WRITE_PLAN}
    return _opened(actor, person, record, Purpose.READ, Ground.SELF, allowed)


def opened_by_clinician(clinician_person: Person, clinician: Clinician, person: Person, record: Record) -> OpenRecord:
    """The proof the gate gives a treating clinician."""
    practice = Practice(
        clinician.id, clinician.hpr_number, clinician.role, clinician.organisation_number, clinician.organisation_name
    )
    actor = Actor(clinician_person.id, clinician_person.name, None, False, practice)
    allowed = frozenset({Purpose.FOLLOW_UP, Purpose.ACKNOWLEDGE, Purpose.WRITE_PLAN})
    return _opened(actor, person, record, Purpose.FOLLOW_UP, Ground.TREATMENT, allowed)


def _opened(
    actor: Actor, person: Person, record: Record, purpose: Purpose, ground: Ground, allowed: frozenset[Purpose]
) -> OpenRecord:
    return OpenRecord(
        id=record.id,
        actor=actor,
        purpose=purpose,
        ground=ground,
        allowed=allowed,
        subject_id=person.id,
        given_name=person.given_name,
        family_name=person.family_name,
        birth_date=person.birth_date,
        time_zone=person.time_zone,
        until=None,
    )


def _identity_number() -> str:
    """A number of the synthetic population (month plus 80), new each time."""
    while True:
        serial = next(_numbers)
        nine = f"{serial % 28 + 1:02d}{serial // 28 % 12 + 81:02d}{serial // 336 % 100:02d}{serial // 33_600 % 1000:03d}"
        number = with_check_digits(nine)
        if number:
            return number
