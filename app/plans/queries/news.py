"""What clinicians have changed in the plans since somebody last said they had seen it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import and_, bindparam, func, literal, null, or_, select, union_all
from sqlalchemy.orm import aliased

from app.access.record import Record
from app.identity.actor import PATIENTS_SIDE
from app.models.contact import Contact
from app.models.goal import Goal
from app.models.measure import Measure
from app.models.plan import Plan
from app.models.plan_reading import PlanReading
from app.models.problem import Problem
from app.models.representation import Representation
from app.models.revision import Revision
from app.models.zone import Zone
from app.plans.rules.changes import SHOWN
from app.platform import clock
from app.platform.db import fetch

MOST = 500
_HIDDEN = ("draft", "entered-in-error")
_record_id: Any = bindparam("record_id")
_reader: Any = bindparam("reader")
_PLANS = select(Plan.id).where(Plan.record_id == _record_id)


_now: Any = bindparam("now")
_was: Any = aliased(Revision)
# Who helps is told of what came after they began to. The patient has no such day, and is told of everything.
_BEGAN = (
    select(func.min(Representation.valid_from))
    .where(
        Representation.record_id == _record_id,
        Representation.actor_id == _reader,
        Representation.ended_at.is_(None),
        or_(Representation.valid_to.is_(None), Representation.valid_to > _now),
    )
    .scalar_subquery()
)


def _changed(entity: str, model: Any, name: Any) -> Any:
    """What a reader would see of each time a clinician has changed a row of one kind since the reader's last look at its plan.

    By revisions: the row itself tells only of the last who wrote, who may be the patient.
    """
    removed = Revision.content["deleted_at"].as_string().is_not(None)
    columns = (
        literal(entity).label("entity"),
        model.id.label("row_id"),
        Revision.at.label("at"),
        Revision.author_name,
        Revision.author_role,
        Revision.author_organisation,
        name.label("name"),
        model.language,
        Revision.version.label("version"),
        removed.label("removed"),
        (Plan.kind if model is Plan else null()).label("kind"),
        (Plan.status if model is Plan else null()).label("status"),
    )
    rows = select(*columns).select_from(Plan)
    if model is not Plan:
        rows = rows.join(model, and_(model.plan_id == Plan.id, Plan.deleted_at.is_(None)))
    rows = rows.join(Revision, and_(Revision.entity == entity, Revision.entity_id == model.id))
    before = and_(_was.entity == entity, _was.entity_id == model.id, _was.version == Revision.version - 1)
    seen = and_(PlanReading.plan_id == Plan.id, PlanReading.person_id == _reader)
    return (
        rows.outerjoin(_was, before)
        .outerjoin(PlanReading, seen)
        .where(
            Plan.record_id == _record_id,
            Plan.status.not_in(_HIDDEN),
            Revision.author_role.not_in(PATIENTS_SIDE),
            or_(PlanReading.seen_at.is_(None), Revision.at > PlanReading.seen_at),
            or_(_BEGAN.is_(None), Revision.at >= _BEGAN),
            or_(Revision.version == 1, *_differs(entity)),
            or_(model.deleted_at.is_(None), removed),
            *([model.status != "entered-in-error"] if model in (Problem, Goal, Measure) else []),
        )
    )


def _differs(entity: str) -> Iterator[Any]:
    """Whether something that is shown was changed; a plan also when parts came to it or left it."""
    shown = {column for columns in SHOWN[entity].values() for column in columns}
    for column in sorted(shown | {"deleted_at"} | ({"content_version"} if entity == "plan" else set())):
        yield Revision.content[column].as_string().is_distinct_from(_was.content[column].as_string())


_NEWS = (
    union_all(
        _changed("plan", Plan, Plan.title),
        _changed("problem", Problem, Problem.text),
        _changed("goal", Goal, Goal.text),
        _changed("measure", Measure, Measure.title),
        _changed("zone", Zone, Zone.level),
        _changed("contact", Contact, Contact.role),
    )
    .order_by("at", "version")
    .limit(MOST)
)


@dataclass(frozen=True)
class NewsLine:
    """One row that changed: what it is called, which clinician changed it last and when. `status` and `kind` are a plan's."""

    entity: str
    row_id: UUID
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
    asked = {"record_id": record.id, "reader": record.actor.person_id, "now": clock.now()}
    lines = [NewsLine(**row._asdict()) for row in fetch(_NEWS, asked)]
    latest = {line.row_id: line for line in lines}
    return [line for line in lines if latest[line.row_id] is line]


def plan_ids(record: Record) -> list[UUID]:
    """Every plan the reader may have seen something of."""
    return [row.id for row in fetch(_PLANS, {"record_id": record.id})]
