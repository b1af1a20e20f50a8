"""What clinicians have changed in the plans since somebody last said they had seen it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import and_, bindparam, literal, null, or_, select, union_all

from app.access.record import Record
from app.models.contact import Contact
from app.models.goal import Goal
from app.models.measure import Measure
from app.models.plan import Plan
from app.models.plan_reading import PlanReading
from app.models.problem import Problem
from app.models.zone import Zone
from app.platform.db import fetch

MOST = 500
_HIDDEN = ("draft", "entered-in-error")
_PATIENTS_SIDE = ("patient", "relative")
_record_id: Any = bindparam("record_id")
_reader: Any = bindparam("reader")
_PLANS = select(Plan.id).where(Plan.record_id == _record_id)


def _changed(entity: str, model: Any, name: Any) -> Any:
    """The rows of one kind that a clinician has changed since the reader's last look at their plan."""
    columns = (
        literal(entity).label("entity"),
        model.updated_at.label("at"),
        model.author_name,
        model.author_role,
        model.author_organisation,
        name.label("name"),
        model.language,
        model.version,
        model.deleted_at.is_not(None).label("removed"),
        (Plan.kind if model is Plan else null()).label("kind"),
        (Plan.status if model is Plan else null()).label("status"),
    )
    rows = select(*columns).select_from(Plan)
    if model is not Plan:
        rows = rows.join(model, model.plan_id == Plan.id)
    seen = and_(PlanReading.plan_id == Plan.id, PlanReading.person_id == _reader)
    return rows.outerjoin(PlanReading, seen).where(
        Plan.record_id == _record_id,
        Plan.deleted_at.is_(None),
        Plan.status.not_in(_HIDDEN),
        model.author_role.not_in(_PATIENTS_SIDE),
        or_(PlanReading.seen_at.is_(None), model.updated_at > PlanReading.seen_at),
        *([model.status != "entered-in-error"] if model in (Problem, Goal, Measure) else []),
    )


_NEWS = (
    union_all(
        _changed("plan", Plan, Plan.title),
        _changed("problem", Problem, Problem.text),
        _changed("goal", Goal, Goal.text),
        _changed("measure", Measure, Measure.title),
        _changed("zone", Zone, Zone.level),
        _changed("contact", Contact, Contact.role),
    )
    .order_by("at")
    .limit(MOST)
)


@dataclass(frozen=True)
class NewsLine:
    """One row that changed: what it is called, who changed it last and when. `status` and `kind` are a plan's."""

    entity: str
    at: datetime
    author_name: str
    author_role: str
    author_organisation: str | None
    name: str
    language: str
    version: int
    removed: bool
    kind: str | None
    status: str | None


def plan_news(record: Record) -> list[NewsLine]:
    """What the reader has not seen yet, the oldest first; nothing for those who write plans themselves."""
    asked = {"record_id": record.id, "reader": record.actor.person_id}
    return [NewsLine(**row._asdict()) for row in fetch(_NEWS, asked)]


def plan_ids(record: Record) -> list[UUID]:
    """Every plan the reader may have seen something of."""
    return [row.id for row in fetch(_PLANS, {"record_id": record.id})]
