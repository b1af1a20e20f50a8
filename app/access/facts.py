"""What is true between an actor and a record at this moment. One statement, asked at every opening, never cached."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import and_, bindparam, or_, select

from app.access.system_call import SystemCall
from app.identity.actor import Actor
from app.models.care_team_member import CareTeamMember
from app.models.person import Person
from app.models.record import Record
from app.models.representation import Representation
from app.platform import clock
from app.platform.db import fetch

_NOBODY = UUID(int=0)
_now: Any = bindparam("now")
_FACTS = (
    select(
        Record.id,
        Person.id.label("subject_id"),
        Person.given_name,
        Person.family_name,
        Person.birth_date,
        Person.time_zone,
        Representation.ground,
        Representation.areas,
        Representation.valid_to,
        CareTeamMember.id.label("treats"),
    )
    .join(Person, Person.id == Record.person_id)
    .outerjoin(
        Representation,
        and_(
            Representation.record_id == Record.id,
            Representation.actor_id == bindparam("person_id"),
            or_(Representation.ended_at.is_(None), Representation.ended_at > _now),
            Representation.valid_from <= _now,
            or_(Representation.valid_to.is_(None), Representation.valid_to > _now),
        ),
    )
    .outerjoin(
        CareTeamMember,
        and_(
            CareTeamMember.record_id == Record.id,
            CareTeamMember.clinician_id == bindparam("clinician_id"),
            CareTeamMember.valid_from <= _now,
            or_(CareTeamMember.valid_to.is_(None), CareTeamMember.valid_to > _now),
        ),
    )
    .where(Record.id == bindparam("record_id"))
)
_EVER = select(Representation.areas).where(
    Representation.record_id == bindparam("record_id"), Representation.actor_id == bindparam("person_id")
)


@dataclass(frozen=True)
class Facts:
    """The relation of one actor to one record. `areas` and `until` are of the actor's representation, if there is one.

    `once` is what any representation ever covered, ended or not yet begun; only asked for where something is delivered late.
    """

    record_id: UUID
    subject_id: UUID
    given_name: str
    family_name: str
    birth_date: date | None
    time_zone: str
    is_subject: bool
    areas: frozenset[str]
    until: datetime | None
    treats: bool
    attested: bool = False
    moved: bool = False
    once: frozenset[str] = frozenset()


def facts_about(
    actor: Actor, record_id: UUID, call: SystemCall | None = None, *, past: bool = False, at: datetime | None = None
) -> Facts | None:
    """The facts, or nothing where there is no such record; as they were `at` a moment, or now.

    Only a calling system's `call` can vouch for the treating relation, and only the operator's own can say that plans are moved.
    `past` asks what the actor ever might do, too.
    """
    asked = {
        "record_id": record_id,
        "person_id": actor.person_id,
        "clinician_id": actor.practice.clinician_id if actor.practice else _NOBODY,
        "now": at or clock.now(),
    }
    rows = fetch(_FACTS, asked)
    if not rows:
        return None
    row = rows[0]
    # Somebody signed in as health personnel is that and nothing else: neither patient nor relative.
    private = actor.practice is None
    ends = [found.valid_to for found in rows if found.ground]
    return Facts(
        record_id=row.id,
        subject_id=row.subject_id,
        given_name=row.given_name,
        family_name=row.family_name,
        birth_date=row.birth_date,
        time_zone=row.time_zone,
        is_subject=private and row.subject_id == actor.person_id,
        areas=frozenset(area for found in rows for area in found.areas or ()) if private else frozenset(),
        until=None if not ends or None in ends else max(end for end in ends if end),
        treats=not private and row.treats is not None,
        attested=not private and bool(call and call.basis),
        moved=not private and bool(call and call.moving),
        once=_ever(asked) if past and private else frozenset(),
    )


def _ever(asked: dict[str, Any]) -> frozenset[str]:
    rows = fetch(_EVER, {"record_id": asked["record_id"], "person_id": asked["person_id"]})
    return frozenset(area for row in rows for area in row.areas)
