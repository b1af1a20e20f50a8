"""Who is told when a check-in does not come, and what there is to tell them now."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, or_, select

from app.access.purposes import Purpose
from app.access.record import Record
from app.access.standing import still_may
from app.identity.actor import Actor
from app.measures.rules import Rhythm
from app.models.missed_check_in_watch import MissedCheckInWatch
from app.models.person import Person
from app.models.record import Record as RecordRow
from app.models.representation import Representation
from app.platform import clock
from app.platform.db import db, fetch
from app.reminders.queries.due import answers, check_in_rhythms
from app.reminders.rules import Key, Missing, expected, missing_now

_now: Any = bindparam("now")
_HELPERS = (
    select(Person.id, Person.given_name, Person.family_name, Representation.valid_to)
    .join(Representation, Representation.actor_id == Person.id)
    .where(
        Representation.record_id == bindparam("record_id"),
        or_(Representation.ended_at.is_(None), Representation.ended_at > _now),
        Representation.valid_from <= _now,
        or_(Representation.valid_to.is_(None), Representation.valid_to > _now),
    )
    .order_by(Person.family_name, Person.given_name, Person.id)
)
_WATCHES = (
    select(
        *(MissedCheckInWatch.person_id, MissedCheckInWatch.record_id, MissedCheckInWatch.delay_minutes),
        *(MissedCheckInWatch.created_at, MissedCheckInWatch.due_on, MissedCheckInWatch.due_time, MissedCheckInWatch.told_at),
        *(MissedCheckInWatch.open_on, Person.given_name, Person.family_name),
    )
    .join(Person, Person.id == MissedCheckInWatch.person_id)
    .where(MissedCheckInWatch.ended_at.is_(None))
)
_OF_RECORD = _WATCHES.where(MissedCheckInWatch.record_id == bindparam("record_id"))
_OF_PERSON = (
    select(MissedCheckInWatch.record_id, MissedCheckInWatch.delay_minutes, MissedCheckInWatch.created_at, Person.given_name)
    .join(RecordRow, RecordRow.id == MissedCheckInWatch.record_id)
    .join(Person, Person.id == RecordRow.person_id)
    .where(MissedCheckInWatch.person_id == bindparam("person_id"), MissedCheckInWatch.ended_at.is_(None))
)
_OPEN = select(
    *(MissedCheckInWatch.id, MissedCheckInWatch.record_id, MissedCheckInWatch.delay_minutes),
    *(MissedCheckInWatch.due_on, MissedCheckInWatch.due_time),
).where(
    MissedCheckInWatch.person_id == bindparam("person_id"),
    MissedCheckInWatch.ended_at.is_(None),
    MissedCheckInWatch.open_on.is_not(None),
)


@dataclass(frozen=True)
class Helper:
    """Somebody with fullmakt. `delay_minutes` is set where the patient wants them told."""

    person_id: UUID
    name: str
    delay_minutes: int | None


@dataclass(frozen=True)
class MissedLine:
    """A check-in of somebody's that has not come, for one whom that person wanted told."""

    record_id: UUID
    given_name: str
    missing: Missing
    time_zone: str


def helpers(record: Record) -> list[Helper]:
    """Everybody who has fullmakt now, and whether they are told."""
    told = {row.person_id: row.delay_minutes for row in fetch(_OF_RECORD, {"record_id": record.id})}
    rows = fetch(_HELPERS, {"record_id": record.id, "now": clock.now()})
    people = {row.id: f"{row.given_name} {row.family_name}" for row in rows}
    return [Helper(person_id, name, told.get(person_id)) for person_id, name in people.items()]


def missed_for(actor: Actor) -> list[MissedLine]:
    """What the actor is to know of now: a patient wanted them told, the fullmakt holds, and no check-in has come."""
    lines = []
    for row, asked, check_ins in _expected(actor, fetch(_OF_PERSON, {"person_id": actor.person_id})):
        missing = missing_now(check_ins, row.created_at, clock.now())
        if missing:
            lines.append(MissedLine(row.record_id, row.given_name, missing, asked[0][1].time_zone))
    return lines


def told_of(actor: Actor) -> list[tuple[UUID, Key]]:
    """The watches whose notice may stand on the actor's phones, each with the check-in that is missing still."""
    found = _expected(actor, fetch(_OPEN, {"person_id": actor.person_id}))
    told = [(row.id, (row.due_on, row.due_time), check_ins) for row, _asked, check_ins in found]
    return [(watch, key) for watch, key, check_ins in told if any(each.key == key and not each.answered for each in check_ins)]


def _expected(actor: Actor, rows: Sequence[Any]) -> Iterator[tuple[Any, list[tuple[UUID, Rhythm]], list[Missing]]]:
    """Of those of `rows` that the actor may know of: the check-ins that are asked for, and those expected about now."""
    if not rows:
        return
    connection = db.session.connection()
    may = still_may(connection, {(actor.person_id, row.record_id) for row in rows}, Purpose.READ)
    rows = [row for row in rows if (actor.person_id, row.record_id) in may]
    rhythms = check_in_rhythms(connection, {row.record_id for row in rows})
    said = answers(connection, {each.measure_id for found in rhythms.values() for each in found})
    for row in rows:
        asked = [(each.measure_id, each.rhythm) for each in rhythms.get(row.record_id, ())]
        yield row, asked, expected(asked, timedelta(minutes=row.delay_minutes), said, clock.now())
