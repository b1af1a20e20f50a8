"""Whose records somebody may open."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import or_, select

from app.identity.actor import Actor
from app.models.person import Person
from app.models.record import Record
from app.models.representation import Representation
from app.platform import clock
from app.platform.db import db


@dataclass(frozen=True)
class Openable:
    """A record the actor may open: their own, or another's until `until`."""

    record_id: UUID
    name: str
    own: bool
    areas: frozenset[str]
    until: datetime | None


def openable_records(actor: Actor) -> list[Openable]:
    """The actor's own record first, then those of people who gave them fullmakt, by name. None for health personnel at work."""
    if actor.practice:
        return []
    own = db.session.scalar(select(Record.id).where(Record.person_id == actor.person_id))
    mine = [Openable(own, actor.name, True, frozenset(), None)] if own else []
    return mine + _entrusted(actor)


def _entrusted(actor: Actor) -> list[Openable]:
    now = clock.now()
    rows = db.session.execute(
        select(Record.id, Person.given_name, Person.family_name, Representation.areas, Representation.valid_to)
        .join(Representation, Representation.record_id == Record.id)
        .join(Person, Person.id == Record.person_id)
        .where(
            Representation.actor_id == actor.person_id,
            Representation.ended_at.is_(None),
            Representation.valid_from <= now,
            or_(Representation.valid_to.is_(None), Representation.valid_to > now),
        )
        .order_by(Person.family_name, Person.given_name)
    ).all()
    return [Openable(row.id, f"{row.given_name} {row.family_name}", False, frozenset(row.areas), row.valid_to) for row in rows]
