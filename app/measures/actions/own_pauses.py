"""The patient rests from what clinicians ask them for. The measure itself stays as the clinicians wrote it."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from app.access.gate import NotAllowed
from app.access.record import Record
from app.access.revisions import keep
from app.measures.queries import MeasureLine, measure
from app.measures.rules import CHECK_IN, LONGEST_PAUSE, pause_from, pauses_from, pauses_kept
from app.models.measure_pause import MeasurePause
from app.platform import clock
from app.platform.db import db


class TooLong(Exception):
    """A pause ends after today, and within half a year: nobody is to be forgotten."""


def may_pause_asking(line: MeasureLine) -> bool:
    """Whether it is a check-in of the clinicians'; what else they ask for can be skipped, and the patient's own be paused."""
    return line.asks_for == CHECK_IN and not line.own and line.in_force


def pause_asking(record: Record, measure_id: UUID, again_on: date) -> None:
    """Nothing is asked from today, and nothing missed, until `again_on`. Errors: `NoSuchRecord`, `NotAllowed`, `TooLong`."""
    line = measure(record, measure_id)
    today = clock.today(line.rhythm.time_zone)
    if not may_pause_asking(line):
        raise NotAllowed
    if not today < again_on <= today + LONGEST_PAUSE:
        raise TooLong
    _write(record, measure_id, today, again_on)


def ask_again(record: Record, measure_id: UUID) -> None:
    """The patient is asked again from today. Errors: `NoSuchRecord`."""
    line = measure(record, measure_id)
    today = clock.today(line.rhythm.time_zone)
    _write(record, measure_id, today, today)


def _write(record: Record, measure_id: UUID, today: date, again_on: date) -> None:
    row = _row(record, measure_id)
    first = pauses_kept(pause_from((), today, again_on))
    if row is None and (not first or _add(record, measure_id, first)):
        return
    # Somebody else paused at the same moment: theirs is in the table now, and ours comes after it.
    row = row or _row(record, measure_id)
    spans = pauses_kept(pause_from(pauses_from(row.spans), today, again_on)) if row else []
    if row and spans != row.spans:
        row.spans = spans
        keep(record, row)


def _row(record: Record, measure_id: UUID) -> MeasurePause | None:
    return db.session.scalar(select(MeasurePause).filter_by(record_id=record.id, measure_id=measure_id))


def _add(record: Record, measure_id: UUID, spans: list[str]) -> bool:
    try:
        with db.session.begin_nested():
            keep(record, MeasurePause(measure_id=measure_id, spans=spans))
    except IntegrityError:
        return False
    return True
