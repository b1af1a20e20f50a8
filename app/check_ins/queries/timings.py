"""Which check-ins came in time, late or besides."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import bindparam, select

from app.access.record import Record
from app.check_ins.rules import Timing, timings
from app.measures.queries.measures import planned
from app.measures.rules import CHECK_IN, moment_of, occurrences
from app.models.check_in import CheckIn
from app.platform.db import fetch

_DAY = timedelta(days=1)
_MADE = select(CheckIn.id, CheckIn.measured_at).where(
    CheckIn.record_id == bindparam("record_id"),
    CheckIn.measured_at >= bindparam("first"),
    CheckIn.measured_at < bindparam("last"),
)


def timings_of(record: Record, moments: Sequence[datetime]) -> dict[UUID, Timing]:
    """The timing of every check-in made on the days of `moments`: an extra one is known by the one before it."""
    zone = ZoneInfo(record.time_zone)
    first, last = (at.astimezone(zone).date() for at in (min(moments), max(moments)))
    dues = [
        due
        for line in planned(record)
        if line.asks_for == CHECK_IN and line.in_force
        for due in occurrences(line.rhythm, first - _DAY, last + _DAY)
    ]
    if not dues:
        return {}
    asked = {
        "record_id": record.id,
        "first": moment_of(first, time(), zone) - _DAY,
        "last": moment_of(last + _DAY, time(), zone) + _DAY,
    }
    return timings(dues, [(row.id, row.measured_at) for row in fetch(_MADE, asked)])
