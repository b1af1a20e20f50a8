"""RelatedPerson: who acts for the patient. Only the patient sees them all."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from sqlalchemy import select

from app.fhir.kinds.content import coded, dated
from app.fhir.kinds.kind import Parameter
from app.fhir.kinds.met import representations
from app.fhir.kinds.opened import Opened
from app.fhir.kinds.short import short_kind
from app.fhir.kinds.values import Token
from app.fhir.resources.related_person import to_fhir
from app.models.person import Person
from app.models.representation import Representation
from app.platform import clock
from app.platform.db import db
from app.platform.elements import Json


def _record_of(known_as: UUID) -> UUID | None:
    return db.session.scalar(select(Representation.record_id).where(Representation.id == known_as))


def _everything(opened: Opened) -> list[Json]:
    people = representations(opened.record).join(Person, Person.id == Representation.actor_id)
    rows = db.session.execute(people.add_columns(Person.given_name, Person.family_name))
    now = clock.now()
    return [
        to_fhir(row.id, opened.subject, names, row.ground, row.areas, (row.valid_from, row.valid_to), row.ended_at, now)
        for row, *name in rows
        for names in [(name[0], name[1])]
    ]


def _active(token: Token) -> Callable[[Json], bool]:
    return lambda resource: str(resource["active"]).lower() == token.code


RELATED_PERSON = short_kind(
    "RelatedPerson",
    _everything,
    _record_of,
    {
        "active": Parameter("token", "Whether they act for the patient now: true or false", _active),
        "relationship": Parameter("token", "On what ground", coded("relationship")),
        "period": Parameter("date", "When they act for the patient", dated("period")),
    },
)
