"""The patient's choice of who is told when a check-in does not come."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from sqlalchemy import select

from app.access.record import Record
from app.models.missed_check_in_watch import MissedCheckInWatch
from app.platform import clock
from app.platform.db import db
from app.reminders.queries.watches import helpers


def choose_watchers(record: Record, delays: Mapping[UUID, int | None]) -> None:
    """Let these people be told after so many minutes, or no longer. Who has no fullmakt now is left out. Flushes.

    What was missing before the choice is nobody's to be told of.
    """
    known = {each.person_id for each in helpers(record)}
    rows = {row.person_id: row for row in db.session.scalars(select(MissedCheckInWatch).filter_by(record_id=record.id))}
    for person_id, minutes in delays.items():
        row = rows.get(person_id)
        if minutes is None:
            _end(row)
        elif person_id in known and not (row and row.ended_at is None and row.delay_minutes == minutes):
            _begin(record, row or MissedCheckInWatch(record_id=record.id, person_id=person_id), minutes)
    db.session.flush()


def _begin(record: Record, row: MissedCheckInWatch, minutes: int) -> None:
    row.delay_minutes, row.ended_at, row.held = minutes, None, False
    row.created_at = row.since = row.next_at = clock.now()
    db.session.add(row)


def _end(row: MissedCheckInWatch | None) -> None:
    if row and row.ended_at is None:
        # The worker looks once more, to take away what may stand on their phone.
        row.ended_at = row.next_at = clock.now()
        row.held = False
