"""The measures of a record."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, or_, select

from app.access.gate import NoSuchRecord
from app.access.record import Record
from app.measures.rules import CHECK_IN, MeasureStatus, Party, Rhythm, paused
from app.models.measure import Measure
from app.models.plan import Plan
from app.platform import clock
from app.platform.db import fetch

_IN_FORCE = "active"
_OF_RHYTHM = ("rrule", "latest_by", "starts_on", "until_on", "time_zone", "paused_on", "resumed_on")
_MEASURES = (
    select(
        *(Measure.id, Measure.version, Measure.plan_id, Measure.problem_ids, Measure.title, Measure.description),
        *(Measure.language, Measure.category_code, Measure.category_text, Measure.origin, Measure.performer),
        *(Measure.performer_name, Measure.asks_for, Measure.status, Measure.rrule, Measure.times, Measure.latest_by),
        *(Measure.starts_on, Measure.until_on, Measure.time_zone, Measure.paused_on, Measure.resumed_on),
        *(Measure.pause_reason, Measure.author_name, Measure.author_role, Measure.author_organisation),
        *(Measure.updated_at, Plan.status.label("plan_status")),
    )
    .outerjoin(Plan, Plan.id == Measure.plan_id)
    .where(
        Measure.record_id == bindparam("record_id"),
        Measure.deleted_at.is_(None),
        Measure.status != MeasureStatus.ENTERED_IN_ERROR,
        or_(Plan.id.is_(None), Plan.deleted_at.is_(None)),
    )
    .order_by(Measure.position, Measure.created_at)
)
_ONE = _MEASURES.where(Measure.id == bindparam("measure_id"))


@dataclass(frozen=True)
class MeasureLine:
    """A measure as it is now. `in_force` is false where its plan, or it, has ended or not begun."""

    id: UUID
    version: int
    plan_id: UUID | None
    problem_ids: tuple[str, ...]
    title: str
    description: str | None
    language: str
    category_code: str | None
    category_text: str | None
    origin: str
    performer: str
    performer_name: str | None
    asks_for: str | None
    status: str
    rhythm: Rhythm
    pause_reason: str | None
    author_name: str
    author_role: str
    author_organisation: str | None
    updated_at: datetime
    in_force: bool

    @property
    def own(self) -> bool:
        """Whether the patient made it, and so may change it."""
        return self.origin == Party.PATIENT


def all_measures(record: Record) -> list[MeasureLine]:
    """Every measure that was not withdrawn as a mistake, in the plan's order."""
    return [_line(row) for row in fetch(_MEASURES, {"record_id": record.id})]


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
    given = row._asdict()
    plan_status, times = given.pop("plan_status"), given.pop("times")
    rhythm = Rhythm(times=tuple(times), **{name: given.pop(name) for name in _OF_RHYTHM})
    given["problem_ids"] = tuple(given["problem_ids"])
    return MeasureLine(rhythm=rhythm, in_force=given["status"] == _IN_FORCE and plan_status in (None, _IN_FORCE), **given)
