"""What was due, and what became of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import bindparam, select

from app.access.record import Record
from app.measures.queries.measures import PlannedLine, planned
from app.measures.rules import Answer, MeasureStatus, Party, State, occurrences, state
from app.models.occurrence import Occurrence
from app.platform import clock
from app.platform.db import fetch

_ANSWERS = select(
    *(Occurrence.measure_id, Occurrence.due_on, Occurrence.due_time, Occurrence.state, Occurrence.answered_at),
    *(Occurrence.note, Occurrence.language, Occurrence.author_name, Occurrence.on_behalf),
).where(
    Occurrence.record_id == bindparam("record_id"),
    Occurrence.due_on.between(bindparam("first"), bindparam("last")),
    Occurrence.state != State.OPEN,
    Occurrence.deleted_at.is_(None),
)


@dataclass(frozen=True)
class DueLine:
    """One time a measure was due, or was done without being due, and what became of it.

    `due_time` is "" for any time that day; `latest_by` is nothing where that time has no limit of its own.
    """

    measure_id: UUID
    title: str
    language: str
    asks_for: str | None
    due_on: date
    due_time: str
    latest_by: str | None
    state: State
    answered_at: datetime | None
    note: str | None
    note_language: str | None
    answered_by: str | None


@dataclass(frozen=True)
class _Said:
    answer: Answer
    note: str | None
    language: str
    by: str


_Answers = dict[tuple[date, str], _Said]


def days(record: Record, first: date, last: date, measure_id: UUID | None = None) -> list[DueLine]:
    """What was due from `first` to `last` and what became of it, in the order of the day; of one measure where it is named."""
    now = clock.now()
    answers = _answers(record, first, last)
    lines = (line for line in planned(record) if measure_id in (None, line.id))
    found = [due for line in lines for due in _became(line, answers.get(line.id, {}), first, last, now)]
    return sorted(found, key=lambda due: (due.due_on, due.due_time or due.latest_by or "24:00"))


def _became(line: PlannedLine, answers: _Answers, first: date, last: date, now: datetime) -> Iterator[DueLine]:
    unmet = dict(answers)
    for due in occurrences(line.rhythm, first, last) if _fires(line) else []:
        said = unmet.pop((due.due_on, due.due_time), None)
        yield _due_line(line, due.due_on, due.due_time, state(due, said.answer if said else None, now), said)
    for (due_on, due_time), said in unmet.items():  # done when needed, or under a rhythm that has changed since
        yield _due_line(line, due_on, due_time, said.answer.state, said)


def _fires(line: PlannedLine) -> bool:
    if line.performer != Party.PATIENT:
        return False
    ended = line.own and line.status == MeasureStatus.COMPLETED and line.rhythm.until_on is not None
    return line.in_force or ended


def _answers(record: Record, first: date, last: date) -> dict[UUID, _Answers]:
    found: dict[UUID, _Answers] = {}
    for row in fetch(_ANSWERS, {"record_id": record.id, "first": first, "last": last}):
        said = _Said(Answer(State(row.state), row.answered_at), row.note, row.language, row.author_name)
        found.setdefault(row.measure_id, {})[row.due_on, row.due_time] = said
    return found


def _due_line(line: PlannedLine, due_on: date, due_time: str, became: State, said: _Said | None) -> DueLine:
    limit = line.rhythm.latest_by
    return DueLine(
        measure_id=line.id,
        title=line.title,
        language=line.language,
        asks_for=line.asks_for,
        due_on=due_on,
        due_time=due_time,
        latest_by=limit if limit and limit > due_time else None,
        state=became,
        answered_at=said.answer.at if said else None,
        note=said.note if said else None,
        note_language=said.language if said else None,
        answered_by=said.by if said else None,
    )
