"""Measured values of one person. Everything here is a fixed number of statements, however long the history."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime

from sqlalchemy import bindparam, select, union_all

from app.access.record import Record
from app.models.check_in import CheckIn
from app.models.reading import Reading
from app.platform.db import db
from app.readings.rules import KINDS, Latest, Point

_RECORD = Reading.record_id == bindparam("record_id")
# One look in the index for each kind, in one statement: flat in the length of the history.
_LAST = union_all(
    *(
        select(
            select(Reading.kind, Reading.value, Reading.measured_at)
            .where(_RECORD, Reading.kind == kind)
            .order_by(Reading.measured_at.desc(), Reading.id)
            .limit(1)
            .subquery()
        )
        for kind in KINDS
    )
)
_SINCE = (
    select(Reading.kind, Reading.value, Reading.measured_at, CheckIn.zone, CheckIn.worried)
    .join(CheckIn, CheckIn.id == Reading.check_in_id)
    .where(_RECORD, Reading.measured_at >= bindparam("since"))
    .order_by(Reading.measured_at)
)
_ZONES_SINCE = (
    select(CheckIn.measured_at, CheckIn.zone)
    .where(CheckIn.record_id == bindparam("record_id"), CheckIn.measured_at >= bindparam("since"))
    .order_by(CheckIn.measured_at)
)


def last_values(record: Record) -> dict[str, Latest]:
    """The last value of every kind that was ever measured, in one statement."""
    rows = db.session.execute(_LAST, {"record_id": record.id})
    return {row.kind: Latest(row.kind, row.value, row.measured_at) for row in rows}


def series(record: Record, since: datetime) -> dict[str, list[Point]]:
    """Every value from `since` on, by kind, oldest first, with the zone of its check-in. One statement."""
    found: dict[str, list[Point]] = defaultdict(list)
    for row in db.session.execute(_SINCE, {"record_id": record.id, "since": since}):
        found[row.kind].append(Point(row.measured_at, row.value, row.zone, row.worried))
    return dict(found)


def zones_since(record: Record, since: datetime) -> list[tuple[datetime, str | None]]:
    """When somebody checked in from `since` on, and the zone recognised then. One statement."""
    rows = db.session.execute(_ZONES_SINCE, {"record_id": record.id, "since": since})
    return [(row.measured_at, row.zone) for row in rows]
