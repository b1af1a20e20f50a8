"""When check-ins are expected, of many records at once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import and_, bindparam, or_, select

from app.clinicians.rules.unanswered import Answers, unanswered_since
from app.measures.rules import CHECK_IN, Answer, MeasureStatus, Party, Rhythm, State
from app.models.measure import Measure
from app.models.occurrence import Occurrence
from app.models.plan import Plan
from app.platform import clock
from app.platform.db import db

_ANSWERS_BACK = timedelta(days=60)
_MEASURES = (
    select(
        *(Measure.id, Measure.record_id, Measure.rrule, Measure.times, Measure.latest_by, Measure.starts_on),
        *(Measure.until_on, Measure.time_zone, Measure.paused_on, Measure.resumed_on),
    )
    .outerjoin(Plan, Plan.id == Measure.plan_id)
    .where(
        Measure.record_id.in_(bindparam("ids", expanding=True)),
        Measure.asks_for == CHECK_IN,
        Measure.performer == Party.PATIENT,
        Measure.status == MeasureStatus.ACTIVE,
        Measure.deleted_at.is_(None),
        or_(Measure.plan_id.is_(None), and_(Plan.status == "active", Plan.deleted_at.is_(None))),
    )
)
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


def expectations(record_ids: list[UUID]) -> Expectations:
    measures = db.session.execute(_MEASURES, {"ids": record_ids}).all()
    answers = _answers([row.id for row in measures])
    rhythms: dict[UUID, list[tuple[Rhythm, Answers]]] = {}
    for row in measures:
        rhythms.setdefault(row.record_id, []).append((_rhythm(row), answers.get(row.id, {})))
    return Expectations(rhythms)


def _answers(measure_ids: list[UUID]) -> dict[UUID, dict[Any, Answer]]:
    asked = {"measure_ids": measure_ids, "first": (clock.now() - _ANSWERS_BACK).date()}
    found: dict[UUID, dict[Any, Answer]] = {}
    for row in db.session.execute(_ANSWERS, asked):
        found.setdefault(row.measure_id, {})[row.due_on, row.due_time] = Answer(State(row.state), row.answered_at)
    return found


def _rhythm(row: Any) -> Rhythm:
    return Rhythm(
        rrule=row.rrule,
        times=tuple(row.times),
        latest_by=row.latest_by,
        starts_on=row.starts_on,
        until_on=row.until_on,
        time_zone=row.time_zone,
        paused_on=row.paused_on,
        resumed_on=row.resumed_on,
    )
