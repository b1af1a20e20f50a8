"""The worklist: every patient with what waits and what came last.

A fixed number of statements, however many patients and however long their histories.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, case, func, select
from sqlalchemy.orm import aliased

from app.access.record import Record
from app.clinicians.queries.rhythms import Expectations, expectations
from app.clinicians.rules.order import CheckInFact, Place, place, together, urgency
from app.models.acknowledgement import Acknowledgement
from app.models.check_in import CheckIn
from app.models.reading import Reading
from app.platform import clock
from app.platform.db import db

_ids: Any = bindparam("ids", expanding=True)
_COLUMNS = (
    *(CheckIn.id, CheckIn.record_id, CheckIn.zone, CheckIn.worried, CheckIn.note, CheckIn.language),
    *(CheckIn.measured_at, CheckIn.received_at),
)
# The same rule that orders the list picks, for each patient, the worst zone nobody has seen. Worry does not choose: a worried
# green would hide a yellow. It is read of all that waits.
_ZONE = case(
    *((CheckIn.zone == zone, int(urgency(zone, worried=False))) for zone in ("red", "yellow", "green")),
    else_=int(urgency(None, worried=False)),
)
_WORRIED_AT = case((CheckIn.worried.is_(True), CheckIn.measured_at))
_unseen_ranked = (
    select(
        *_COLUMNS,
        func.row_number()
        .over(partition_by=CheckIn.record_id, order_by=(_ZONE, CheckIn.worried.desc(), CheckIn.measured_at, CheckIn.id))
        .label("nth"),
        func.min(_WORRIED_AT).over(partition_by=CheckIn.record_id).label("worried_since"),
        func.count().over(partition_by=CheckIn.record_id).label("unseen"),
    )
    .where(CheckIn.record_id.in_(_ids), ~select(1).where(Acknowledgement.check_in_id == CheckIn.id).exists())
    .subquery()
)
_WORST_UNSEEN = select(_unseen_ranked).where(_unseen_ranked.c.nth == 1)
_later = aliased(CheckIn)
_LAST = select(*_COLUMNS).where(
    CheckIn.record_id.in_(_ids),
    CheckIn.id
    == select(_later.id)
    .where(_later.record_id == CheckIn.record_id)
    .order_by(_later.measured_at.desc(), _later.id)
    .limit(1)
    .correlate(CheckIn)
    .scalar_subquery(),
)
_READINGS = select(Reading.check_in_id, Reading.kind, Reading.value).where(Reading.check_in_id.in_(_ids))
_SEEN = (
    select(Acknowledgement.check_in_id, Acknowledgement.author_name, Acknowledgement.author_role, Acknowledgement.seen_at)
    .where(Acknowledgement.check_in_id.in_(_ids))
    .order_by(Acknowledgement.seen_at)
)


@dataclass(frozen=True)
class Seen:
    """Who saw a check-in first, and when."""

    author_name: str
    author_role: str
    at: datetime


@dataclass(frozen=True)
class ListedCheckIn:
    """A check-in as the list shows it. `seen` is nothing while nobody has seen it."""

    id: UUID
    zone: str | None
    worried: bool
    note: str | None
    language: str
    measured_at: datetime
    received_at: datetime
    readings: tuple[tuple[str, Decimal], ...]
    seen: Seen | None

    @property
    def fact(self) -> CheckInFact:
        return CheckInFact(self.zone, self.worried, self.measured_at)


@dataclass(frozen=True)
class WorklistLine:
    """One patient: the worst of what nobody has seen, what came last, how many are unseen, and since when one is missing.

    `waiting` is all that nobody has seen, as one: its zone is that of `unseen`, its worry that of any.
    """

    record: Record
    place: Place
    unseen: ListedCheckIn | None
    waiting: CheckInFact | None
    last: ListedCheckIn | None
    unseen_count: int
    unanswered_since: datetime | None
    paused_until: date | None = None


def worklist(records: list[Record]) -> list[WorklistLine]:
    """The records in the order in which somebody should look at them."""
    asked = {"ids": [record.id for record in records]}
    worst = {row.record_id: row for row in db.session.execute(_WORST_UNSEEN, asked)}
    last = {row.record_id: row for row in db.session.execute(_LAST, asked)}
    told = _told([*worst.values(), *last.values()])
    expected = expectations(asked["ids"])
    lines = [_line(record, worst.get(record.id), last.get(record.id), told, expected) for record in records]
    return sorted(lines, key=lambda line: line.place)


def _told(rows: list[Any]) -> dict[UUID, ListedCheckIn]:
    """The check-ins of `rows`, with their readings and who saw them."""
    asked = {"ids": list({row.id for row in rows})}
    readings: dict[UUID, list[tuple[str, Decimal]]] = {}
    for row in db.session.execute(_READINGS, asked):
        readings.setdefault(row.check_in_id, []).append((row.kind, row.value))
    seen: dict[UUID, Seen] = {}
    for found in db.session.execute(_SEEN, asked):
        seen.setdefault(found.check_in_id, Seen(found.author_name, found.author_role, found.seen_at))
    return {row.id: _check_in(row, readings, seen) for row in rows}


def _check_in(row: Any, readings: dict[UUID, list[tuple[str, Decimal]]], seen: dict[UUID, Seen]) -> ListedCheckIn:
    return ListedCheckIn(
        id=row.id,
        zone=row.zone,
        worried=row.worried,
        note=row.note,
        language=row.language,
        measured_at=row.measured_at,
        received_at=row.received_at,
        readings=tuple(readings.get(row.id, ())),
        seen=seen.get(row.id),
    )


def _line(record: Record, worst: Any, last: Any, told: dict[UUID, ListedCheckIn], expected: Expectations) -> WorklistLine:
    unseen = told[worst.id] if worst else None
    waiting = together(unseen.fact, worst.worried_since) if unseen else None
    latest = told[last.id] if last else None
    # A phone whose clock runs ahead must not hide that nothing has come.
    heard = min(latest.measured_at, latest.received_at) if latest else None
    missing = expected.unanswered_since(record.id, heard, clock.now())
    return WorklistLine(
        record=record,
        place=place(waiting, latest.fact if latest else None, missing),
        unseen=unseen,
        waiting=waiting,
        last=latest,
        unseen_count=worst.unseen if worst else 0,
        unanswered_since=missing,
        paused_until=expected.paused_until(record.id),
    )
