"""A patient with something in every table, and everybody who may or may not come near it.

Every text a person could have written carries the patient's own `word`, which the canary watch then looks for.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID, uuid4

from flask import Flask

from app.access.purposes import Area
from app.models.person import Person
from app.models.record import Record
from app.platform import clock
from tests.factories.people import (
    a_care_team_member,
    a_clinician,
    a_fullmakt,
    a_patient,
    a_person,
)
from tests.support import canaries
from tests.support.visitor import Visitor
from tests.support.written import Who, everything_written


@dataclass(frozen=True)
class Known:
    """What signing in needs to know of somebody, after the session that made them is gone."""

    id: UUID


@dataclass(frozen=True)
class World:
    """`people` by what they are to the patient; `ids` is what an address of this record may need."""

    word: str
    record_id: UUID
    people: dict[str, tuple[Known, Known | None]]
    ids: dict[str, object]

    def visitor(self, app: Flask, kind: str) -> Visitor:
        """The browser of one of `people`, signed in; signed out for `NOBODY`."""
        return Visitor(app) if kind == NOBODY else Visitor(app).sign_in(*self.people[kind])


def a_world() -> World:
    """A new patient and their surroundings. From now on their words are watched for."""
    word = f"kanari{uuid4().hex[:12]}"
    patient, record = a_patient(f"Pasient {word}", family_name=f"Etternavn {word}")
    people = _people(patient, record)
    ids = everything_written(word, patient, record, people["treating clinician"])
    canaries.plant(word, *(people[kind][0].id for kind in ENTITLED))
    known = {kind: (Known(who.id), Known(clinician.id) if clinician else None) for kind, (who, clinician) in people.items()}
    return World(word, UUID(str(ids["record_id"])), known, ids)


NOBODY = "nobody signed in"
ENTITLED = (
    "the patient",
    "relative who may check in",
    "relative who may read",
    "treating clinician",
)


def _people(patient: Person, record: Record) -> dict[str, Who]:
    now = clock.now()
    nurse_person, nurse = a_clinician("Nina")
    former_person, former = a_clinician("Fredrik")
    at_work_person, at_work = a_clinician("Dagny")
    a_care_team_member(record, nurse)
    a_care_team_member(record, former, valid_to=now - timedelta(seconds=1))
    a_fullmakt(record, at_work_person)
    other_person, other = a_clinician("Olav")
    stranger, _ = a_patient("Fremmed")
    return {
        "the patient": (patient, None),
        "relative who may check in": (_relative(record), None),
        "relative who may read": (_relative(record, areas=(Area.READ,)), None),
        "relative whose fullmakt has run out": (_relative(record, valid_to=now - timedelta(seconds=1)), None),
        "relative whose fullmakt was ended": (_relative(record, ended_at=now), None),
        "relative whose fullmakt has not begun": (_relative(record, valid_from=now + timedelta(days=1)), None),
        "treating clinician": (nurse_person, nurse),
        "clinician who no longer treats": (former_person, former),
        "clinician of somebody else": (other_person, other),
        "relative at work as a clinician": (at_work_person, at_work),
        "another patient": (stranger, None),
    }


def _relative(record: Record, **terms: object) -> Person:
    relative = a_person("Datter")
    a_fullmakt(record, relative, **terms)  # type: ignore[arg-type]
    return relative
