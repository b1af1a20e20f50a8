"""People: finding them by identity number, those of the demo, and meeting new ones."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from flask import current_app
from sqlalchemy import bindparam, select
from sqlalchemy.exc import IntegrityError

from app.identity.identity_number import InvalidIdentityNumber, check_identity_number, is_synthetic
from app.models.clinician import Clinician
from app.models.person import Person
from app.models.record import Record
from app.platform.crypto import lookup_hash, seal, unseal
from app.platform.db import db, fetch, new_id

_RECORD_BY_NUMBER = (
    select(Record.id).join(Person, Person.id == Record.person_id).where(Person.identity_number_hash == bindparam("number"))
)


@dataclass(frozen=True)
class DemoPerson:
    """Somebody one may be in the demo. `record_id` is set for patients, `clinician_id` for clinicians."""

    key: str
    person_id: UUID
    name: str
    language: str | None
    record_id: UUID | None
    clinician_id: UUID | None


def person_by_identity_number(number: str) -> Person | None:
    return db.session.scalar(select(Person).where(Person.identity_number_hash == lookup_hash(number)))


def record_by_identity_number(number: str) -> UUID | None:
    """Which record a patient has, if any: for finding the door, never for an answer. Errors: `InvalidIdentityNumber`."""
    check_identity_number(number)
    found = fetch(_RECORD_BY_NUMBER, {"number": lookup_hash(number)})
    return found[0].id if found else None


def record_for(number: str, given_name: str, family_name: str) -> UUID:
    """The record of the patient with that number; the patient and the record are made where there are none.

    Errors: `InvalidIdentityNumber`.
    """
    try:
        with db.session.begin_nested():
            return record_by_identity_number(number) or open_new_record(_met(number, given_name, family_name))
    except IntegrityError:  # somebody else met the same patient at the same moment, and was first
        return record_for(number, given_name, family_name)


def _met(number: str, given_name: str, family_name: str) -> Person:
    known = person_by_identity_number(number)
    return known or register_person(identity_number=number, given_name=given_name, family_name=family_name, birth_date=None)


def demo_people() -> list[DemoPerson]:
    """The people of the demo, patients first."""
    rows = db.session.execute(
        select(Person, Record.id, Clinician.id)
        .outerjoin(Record, Record.person_id == Person.id)
        .outerjoin(Clinician, Clinician.person_id == Person.id)
        .where(Person.demo_key.is_not(None))
    ).all()
    found = [
        DemoPerson(person.demo_key or "", person.id, person.name, person.language, record_id, clinician_id)
        for person, record_id, clinician_id in rows
    ]
    return sorted(found, key=lambda each: DEMO_KEYS.index(each.key) if each.key in DEMO_KEYS else len(DEMO_KEYS))


DEMO_KEYS = ("patient", "patient2", "patient3", "relative", "nurse", "doctor")


def set_language(person_id: UUID, language: str) -> None:
    person = db.session.get_one(Person, person_id)
    person.language = language
    db.session.flush()


def register_person(
    *,
    identity_number: str,
    given_name: str,
    family_name: str,
    birth_date: date | None,
    language: str | None = None,
    demo_key: str | None = None,
) -> Person:
    """A person we have not met before. Birth date comes from the national register, never from the number.

    Errors: `InvalidIdentityNumber`.
    """
    check_identity_number(identity_number)
    if is_synthetic(identity_number) is not current_app.config["SYNTHETIC_PEOPLE"]:
        raise InvalidIdentityNumber("Real people are not for trying things out, and synthetic ones are not patients.")
    person = Person(
        id=new_id(),
        given_name=given_name,
        family_name=family_name,
        birth_date=birth_date,
        language=language,
        demo_key=demo_key,
        identity_number_hash=lookup_hash(identity_number),
    )
    person.identity_number_sealed = seal(identity_number, str(person.id))
    db.session.add(person)
    db.session.flush()
    return person


def identity_number_of(person: Person) -> str:
    """The sealed number in clear: only for what must name the person to another system."""
    return unseal(person.identity_number_sealed, str(person.id))


def register_clinician(
    person: Person, *, hpr_number: str, role: str, organisation_number: str, organisation_name: str
) -> Clinician:
    clinician = Clinician(
        person_id=person.id,
        hpr_number=hpr_number,
        role=role,
        organisation_number=organisation_number,
        organisation_name=organisation_name,
    )
    db.session.add(clinician)
    db.session.flush()
    return clinician


def open_new_record(person: Person) -> UUID:
    """An empty record for a patient; answers its id."""
    record = Record(person_id=person.id)
    db.session.add(record)
    db.session.flush()
    return record.id
