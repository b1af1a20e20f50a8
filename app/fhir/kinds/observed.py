"""Everything observed in one record, as rows that are no table: each value, each zone and each worry. Cut by SQL, since a year
of check-ins is more than a thousand of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Subquery, and_, case, exists, func, literal, not_, null, select, tuple_, union_all
from sqlalchemy.orm import aliased

from app.access.record import Record
from app.fhir.kinds.kind import After, Asked, Filter
from app.fhir.kinds.values import any_of
from app.fhir.measured import DIASTOLIC, PANEL, SYSTOLIC
from app.models.check_in import CheckIn
from app.models.reading import Reading
from app.platform.db import db

# What a row is. A blood pressure is one row: its upper value, whose code is then that of the panel.
VALUE, ZONE, WORRIED = 0, 1, 2


@dataclass(frozen=True)
class Seen:
    """One observation: which part of which check-in. `id` is the value's where it is one, else the check-in's."""

    id: UUID
    check_in_id: UUID
    part: int


def observed(record: Record) -> Subquery:
    """One row an observation, with what it can be searched and sorted by."""
    return union_all(_values(record), _parts(record, ZONE, CheckIn.zone), _parts(record, WORRIED, null())).subquery()


def _values(record: Record) -> Any:
    other = aliased(Reading)
    both = exists().where(other.check_in_id == Reading.check_in_id)
    code = case((and_(Reading.code == SYSTOLIC, both.where(other.code == DIASTOLIC)), PANEL), else_=Reading.code)
    return (
        select(
            Reading.id.label("id"),
            Reading.check_in_id.label("check_in_id"),
            literal(VALUE).label("part"),
            code.label("code"),
            null().label("zone"),
            CheckIn.measured_at.label("measured_at"),
            CheckIn.received_at.label("received_at"),
        )
        .join(CheckIn, CheckIn.id == Reading.check_in_id)
        .where(Reading.record_id == record.id, not_(and_(Reading.code == DIASTOLIC, both.where(other.code == SYSTOLIC))))
    )


def _parts(record: Record, part: int, zone: Any) -> Any:
    return select(CheckIn.id, CheckIn.id, literal(part), null(), zone, CheckIn.measured_at, CheckIn.received_at).where(
        CheckIn.record_id == record.id
    )


def page_of_observed(rows: Subquery, asked: Asked) -> tuple[list[Seen], int, After | None]:
    """As `app.fhir.kinds.rows.page_of`, of rows that are no table. `Parameter.where` makes conditions on `rows`' columns."""
    found = select(rows.c.id, rows.c.check_in_id, rows.c.part, column_of(rows, asked.sort).label("place"))
    found = found.where(*_conditions(rows, asked.filters))
    total = db.session.scalar(select(func.count()).select_from(found.subquery())) or 0
    key = (column_of(rows, asked.sort), rows.c.id, rows.c.part)
    if asked.after:
        last = tuple_(*(literal(value, column.type) for value, column in zip(_last(asked), key, strict=True)))
        found = found.where(tuple_(*key) < last if asked.descending else tuple_(*key) > last)
    order = [column.desc() if asked.descending else column for column in key]
    here: Sequence[Any] = db.session.execute(found.order_by(*order).limit(asked.count + 1)).all()
    shown = here[: asked.count]
    more = shown and len(here) > len(shown)
    return [Seen(row.id, row.check_in_id, row.part) for row in shown], total, _position(shown[-1]) if more else None


def column_of(rows: Subquery, sort: str) -> Any:
    return {"_id": rows.c.id, "_lastUpdated": rows.c.received_at, "date": rows.c.measured_at}[sort]


def _conditions(rows: Subquery, filters: Iterable[Filter]) -> list[Any]:
    return [any_of([each.parameter.where(value)(rows) for value in each.values]) for each in filters]


def _position(row: Any) -> After:
    place = row.place.isoformat() if isinstance(row.place, datetime) else str(row.place)
    return place, f"{row.id}.{row.part}"


def _last(asked: Asked) -> tuple[Any, UUID, int]:
    assert asked.after  # noqa: S101 (the caller has looked)
    place, (own, _, part) = asked.after[0], asked.after[1].partition(".")
    return UUID(place) if asked.sort == "_id" else datetime.fromisoformat(place), UUID(own), int(part)
