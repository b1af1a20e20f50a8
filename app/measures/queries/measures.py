"""The measures of a record."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import and_, bindparam, or_, select

from app.access.gate import NoSuchRecord
from app.access.record import Record
from app.measures.rules import CHECK_IN, MeasureStatus, Party, Rhythm, paused, pauses_from, spoken_from
from app.models.measure import Measure
from app.models.measure_pause import MeasurePause
from app.models.plan import Plan
from app.platform import clock
from app.platform.db import fetch

_IN_FORCE = "active"
_OF_RHYTHM = ("rrule", "latest_by", "starts_on", "until_on", "time_zone", "paused_on", "resumed_on")
# What says when a measure is due, and to whom: all that a day needs, and the first columns of the whole measure.
_DUE = (
    select(
        *(Measure.id, Measure.title, Measure.language, Measure.origin, Measure.performer, Measure.asks_for, Measure.status),
        *(Measure.rrule, Measure.times, Measure.latest_by, Measure.starts_on, Measure.until_on, Measure.time_zone),
        *(Measure.paused_on, Measure.resumed_on, Measure.spoken, MeasurePause.spans, Plan.status.label("plan_status")),
    )
    .outerjoin(MeasurePause, MeasurePause.measure_id == Measure.id)
    .outerjoin(Plan, Plan.id == Measure.plan_id)
    .where(
        Measure.record_id == bindparam("record_id"),
        Measure.deleted_at.is_(None),
        Measure.status != MeasureStatus.ENTERED_IN_ERROR,
        # What a clinician's system sent is not yet the patient's to see or do while no plan names it.
        or_(
            and_(Measure.plan_id.is_(None), or_(Measure.received.is_(None), Measure.origin == Party.PATIENT)),
            and_(Plan.id.is_not(None), Plan.deleted_at.is_(None)),
        ),
    )
    .order_by(Measure.position, Measure.created_at)
)
_MEASURES = _DUE.add_columns(
    *(Measure.version, Measure.plan_id, Measure.problem_ids, Measure.description, Measure.category_code, Measure.category_text),
    *(Measure.performer_name, Measure.pause_reason, Measure.author_name, Measure.author_role, Measure.author_organisation),
    Measure.updated_at,
)
_ONE = _MEASURES.where(Measure.id == bindparam("measure_id"))


@dataclass(frozen=True, kw_only=True)
class PlannedLine:
    """When a measure is due. `in_force` is false where its plan, or it, has ended or not begun."""

    id: UUID
    title: str
    language: str
    origin: str
    performer: str
    asks_for: str | None
    status: str
    rhythm: Rhythm
    in_force: bool

    @property
    def own(self) -> bool:
        """Whether the patient made it, and so may change it."""
        return self.origin == Party.PATIENT


@dataclass(frozen=True, kw_only=True)
class MeasureLine(PlannedLine):
    """A measure as it is now."""

    version: int
    plan_id: UUID | None
    problem_ids: tuple[str, ...]
    description: str | None
    category_code: str | None
    category_text: str | None
    performer_name: str | None
    pause_reason: str | None
    author_name: str
    author_role: str
    author_organisation: str | None
    updated_at: datetime


def all_measures(record: Record) -> list[MeasureLine]:
    """Every measure that was not withdrawn as a mistake, in the plan's order."""
    return [_line(row) for row in fetch(_MEASURES, {"record_id": record.id})]


def planned(record: Record) -> list[PlannedLine]:
    """The same measures in the same order, with no more than the days of a person need."""
    return [PlannedLine(**_plan_of(row._asdict())) for row in fetch(_DUE, {"record_id": record.id})]


def measure(record: Record, measure_id: UUID) -> MeasureLine:
    """One measure. Errors: `NoSuchRecord` where the record has no such measure."""
    rows = fetch(_ONE, {"record_id": record.id, "measure_id": measure_id})
    if not rows:
        raise NoSuchRecord
    return _line(rows[0])


def asked_for(record: Record) -> list[str]:
    """What the plans ask the patient to measure now, each once, in the plan's order."""
    asked = (line.asks_for for line in all_measures(record) if _asks_now(line))
    return list(dict.fromkeys(each for each in asked if each and each != CHECK_IN))


def _asks_now(line: MeasureLine) -> bool:
    rhythm, today = line.rhythm, clock.today(line.rhythm.time_zone)
    runs = rhythm.starts_on <= today and (rhythm.until_on is None or today <= rhythm.until_on)
    return line.in_force and line.performer == Party.PATIENT and runs and not paused(rhythm, today)


def _line(row: Any) -> MeasureLine:
    given = _plan_of(row._asdict())
    given["problem_ids"] = tuple(given["problem_ids"])
    return MeasureLine(**given)


def _plan_of(given: dict[str, Any]) -> dict[str, Any]:
    """The columns with the rhythm in one, and whether it is in force."""
    plan_status, times, spoken, spans = (given.pop(name) for name in ("plan_status", "times", "spoken", "spans"))
    said = {name: given.pop(name) for name in _OF_RHYTHM}
    given["rhythm"] = Rhythm(times=tuple(times), spoken=spoken_from(spoken), own_pauses=pauses_from(spans), **said)
    given["in_force"] = given["status"] == _IN_FORCE and plan_status in (None, _IN_FORCE)
    return given
