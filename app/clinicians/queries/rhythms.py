"""When check-ins are expected, of many records at once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, select

from app.clinicians.rules.unanswered import Answers, unanswered_since
from app.measures.rules import Answer, Rhythm, State, paused_until
from app.models.occurrence import Occurrence
from app.platform import clock
from app.platform.db import db
from app.reminders.queries.due import check_in_rhythms

_ANSWERS_BACK = timedelta(days=60)
_ANSWERS = select(
    *(Occurrence.measure_id, Occurrence.due_on, Occurrence.due_time, Occurrence.state, Occurrence.answered_at)
).where(
    Occurrence.measure_id.in_(bindparam("measure_ids", expanding=True)),
    Occurrence.due_on >= bindparam("first"),
    Occurrence.deleted_at.is_(None),
)


@dataclass(frozen=True)
class Expectations:
    """The check-in rhythms of many records, with what was answered of them lately."""

    rhythms: dict[UUID, list[tuple[Rhythm, Answers]]]

    def unanswered_since(self, record_id: UUID, last_at: datetime | None, now: datetime) -> datetime | None:
        """Since when a check-in of this record is missing, given the last one."""
        found = (unanswered_since(rhythm, last_at, said, now) for rhythm, said in self.rhythms.get(record_id, ()))
        return min((since for since in found if since), default=None)

    def paused_until(self, record_id: UUID) -> date | None:
        """When the patient is asked again, where they have paused every check-in of this record."""
        rhythms = [rhythm for rhythm, _said in self.rhythms.get(record_id, ())]
        untils = [paused_until(rhythm.own_pauses, clock.today(rhythm.time_zone)) for rhythm in rhythms]
        return min((until for until in untils if until), default=None) if all(untils) else None


def expectations(record_ids: list[UUID]) -> Expectations:
    asked = check_in_rhythms(db.session.connection(), record_ids)
    said = _answers([each.measure_id for found in asked.values() for each in found])
    return Expectations(
        {record_id: [(each.rhythm, said.get(each.measure_id, {})) for each in found] for record_id, found in asked.items()}
    )


def _answers(measure_ids: list[UUID]) -> dict[UUID, dict[Any, Answer]]:
    asked = {"measure_ids": measure_ids, "first": (clock.now() - _ANSWERS_BACK).date()}
    found: dict[UUID, dict[Any, Answer]] = {}
    for row in db.session.execute(_ANSWERS, asked):
        found.setdefault(row.measure_id, {})[row.due_on, row.due_time] = Answer(State(row.state), row.answered_at)
    return found
