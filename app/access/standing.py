"""Whether many people may still do something with many records, asked of the policy at once.

For what works without anybody being there, such as reminders: it opens nothing and shows nothing, so nothing is logged.
Only what holds now is asked, never what once did: what somebody wrote before comes late through the door alone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from typing import Any, TypeAlias
from uuid import UUID

from sqlalchemy import Connection, and_, bindparam, or_, select

from app.access.facts import Facts
from app.access.policy import ground_for
from app.access.purposes import Ground, Purpose
from app.models.person import Person
from app.models.record import Record
from app.models.representation import Representation
from app.platform import clock

Pair: TypeAlias = tuple[UUID, UUID]

_now: Any = bindparam("now")
_BETWEEN = (
    select(
        Record.id,
        Record.person_id.label("subject_id"),
        Person.birth_date,
        Person.time_zone,
        Representation.actor_id,
        Representation.areas,
    )
    .join(Person, Person.id == Record.person_id)
    .outerjoin(
        Representation,
        and_(
            Representation.record_id == Record.id,
            Representation.actor_id.in_(bindparam("person_ids", expanding=True)),
            or_(Representation.ended_at.is_(None), Representation.ended_at > _now),
            Representation.valid_from <= _now,
            or_(Representation.valid_to.is_(None), Representation.valid_to > _now),
        ),
    )
    .where(Record.id.in_(bindparam("record_ids", expanding=True)))
)


def still_may(connection: Connection, pairs: Collection[Pair], purpose: Purpose) -> set[Pair]:
    """Those of `pairs` (person, record) for whom `purpose` is granted now, as private persons."""
    if not pairs:
        return set()
    asked = {
        "person_ids": sorted({person_id for person_id, _ in pairs}),
        "record_ids": sorted({record_id for _, record_id in pairs}),
        "now": clock.now(),
    }
    by_record: dict[UUID, list[Any]] = defaultdict(list)
    for row in connection.execute(_BETWEEN, asked):
        by_record[row.id].append(row)
    return {pair for pair in pairs if by_record[pair[1]] and _granted(pair[0], by_record[pair[1]], purpose)}


def _granted(person_id: UUID, rows: list[Any], purpose: Purpose) -> bool:
    row = rows[0]
    facts = Facts(
        record_id=row.id,
        subject_id=row.subject_id,
        given_name="",
        family_name="",
        birth_date=row.birth_date,
        time_zone=row.time_zone,
        is_subject=row.subject_id == person_id,
        areas=frozenset(area for each in rows if each.actor_id == person_id for area in each.areas or ()),
        until=None,
        treats=False,
    )
    return ground_for(purpose, facts) is not Ground.NONE
