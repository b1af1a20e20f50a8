"""Answering what was due: done, skipped, or open again."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from app.access.record import Record
from app.access.revisions import keep
from app.measures.queries import MeasureLine, all_measures, measure
from app.measures.rules import BEHIND_DAYS, CHECK_IN, Party, State, belongs_to, may_answer, occurrences
from app.models.occurrence import Occurrence
from app.platform import clock
from app.platform.db import db


class NothingDue(Exception):
    """The measure has no such time that may be answered now."""


class Overtaken(Exception):
    """Something was said later of the same time, and stands."""


@dataclass(frozen=True)
class Said:
    """An answer as somebody gives it. `due_time` is "HH:MM", or "" for any time that day."""

    due_on: date
    due_time: str
    state: State
    note: str | None
    language: str


def answer(record: Record, measure_id: UUID, said: Said, at: datetime | None = None) -> MeasureLine:
    """Write the answer, given `at` that moment or now; the same one twice is one.

    Errors: `NoSuchRecord`, `NothingDue`, and `Overtaken` where the answer comes late and a later one is here.
    """
    line, now = measure(record, measure_id), at or clock.now()
    row = _row(record, measure_id, said)
    if at and row and row.answered_at > at:
        raise Overtaken
    if not (_still_open(line, said, now) or (row and _recent(line, said, now))):
        raise NothingDue
    if row or said.state is not State.OPEN:
        _write(record, row, measure_id, said, now)
    return line


def fulfil(record: Record, asked: Collection[str], at: datetime) -> None:
    """A check-in made at `at` gave `asked`: of each measure asking for that, the nearest time that day is done."""
    for line in all_measures(record):
        if line.asks_for in asked and _for_patient(line):
            on = at.astimezone(ZoneInfo(line.rhythm.time_zone)).date()
            due = belongs_to(occurrences(line.rhythm, on, on), at)
            if due:
                said = Said(due.due_on, due.due_time, State.DONE, None, record.actor.language or line.language)
                _write(record, _row(record, line.id, said), line.id, said, at)


def _still_open(line: MeasureLine, said: Said, now: datetime) -> bool:
    if line.asks_for == CHECK_IN and said.state is State.DONE:
        return False  # only a check-in does that
    asked = _for_patient(line) or (line.performer == Party.PATIENT and line.updated_at > now)  # it may have ended since
    return asked and may_answer(line.rhythm, said.due_on, said.due_time, now)


def _for_patient(line: MeasureLine) -> bool:
    return line.in_force and line.performer == Party.PATIENT


def _recent(line: MeasureLine, said: Said, now: datetime) -> bool:
    today = now.astimezone(ZoneInfo(line.rhythm.time_zone)).date()
    recent = today - timedelta(days=BEHIND_DAYS) <= said.due_on <= today
    return recent and not (line.asks_for == CHECK_IN and said.state is State.DONE)


def _row(record: Record, measure_id: UUID, said: Said) -> Occurrence | None:
    named = {"measure_id": measure_id, "due_on": said.due_on, "due_time": said.due_time}
    return db.session.scalar(select(Occurrence).filter_by(record_id=record.id, **named))


def _write(record: Record, row: Occurrence | None, measure_id: UUID, said: Said, at: datetime) -> None:
    if row is None and _add(record, measure_id, said, at):
        return
    # Somebody else answered at the same moment: theirs is in the table now, and ours comes after it.
    row = row or _row(record, measure_id, said)
    if row and (row.state, row.note) != (said.state, said.note):
        row.state, row.note, row.language, row.answered_at = said.state, said.note, said.language, at
        keep(record, row)


def _add(record: Record, measure_id: UUID, said: Said, at: datetime) -> bool:
    row = Occurrence(measure_id=measure_id, due_on=said.due_on, due_time=said.due_time)
    row.state, row.note, row.language, row.answered_at = said.state, said.note, said.language, at
    try:
        with db.session.begin_nested():
            keep(record, row)
    except IntegrityError:
        return False
    return True
