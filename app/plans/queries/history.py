"""What the plans have been: every version of everything in them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import BindParameter, and_, bindparam, or_, select, union
from sqlalchemy.orm import aliased

from app.access.record import Record
from app.models.contact import Contact
from app.models.goal import Goal
from app.models.measure import Measure
from app.models.plan import Plan
from app.models.problem import Problem
from app.models.revision import Revision
from app.models.zone import Zone
from app.plans.rules.events import Step, events
from app.platform.db import db

PAST_ENTITIES = ("plan", "problem", "goal", "measure", "zone", "contact")
_HIDDEN = ("draft", "entered-in-error")
_record_id: BindParameter[UUID] = bindparam("record_id")
_hidden_plans = select(Plan.id).where(Plan.record_id == _record_id, Plan.status.in_(_HIDDEN))
# What was entered in error may be about somebody else, so its past is not shown either.
_HIDDEN_ROWS = union(
    _hidden_plans,
    *(select(part.id).where(part.record_id == _record_id, part.plan_id.in_(_hidden_plans)) for part in (Zone, Contact)),
    *(
        select(part.id).where(
            part.record_id == _record_id, or_(part.status == "entered-in-error", part.plan_id.in_(_hidden_plans))
        )
        for part in (Problem, Goal, Measure)
    ),
)
_STEPS = (
    select(Revision.id, Revision.entity, Revision.entity_id, Revision.version, Revision.at, Revision.written_by_id)
    .where(Revision.record_id == _record_id, Revision.entity.in_(PAST_ENTITIES))
    .order_by(Revision.at.desc(), Revision.entity_id, Revision.version.desc())
)
_before = aliased(Revision)
_PAST = (
    select(
        Revision.id,
        Revision.content,
        _before.content.label("before"),
        Revision.comment,
        Revision.author_name,
        Revision.author_role,
        Revision.author_organisation,
        Revision.on_behalf,
    )
    .outerjoin(
        _before,
        and_(
            _before.entity == Revision.entity,
            _before.entity_id == Revision.entity_id,
            _before.version == Revision.version - 1,
        ),
    )
    .where(Revision.record_id == _record_id, Revision.id.in_(bindparam("ids", expanding=True)))
)


@dataclass(frozen=True)
class Past:
    """One revision whole: what the row became, what it was before, why, and whose hand it was."""

    id: UUID
    content: dict[str, Any]
    before: dict[str, Any] | None
    comment: str | None
    author_name: str
    author_role: str
    author_organisation: str | None
    on_behalf: bool


def all_events(record: Record) -> list[tuple[Step, ...]]:
    """Everything that was written in the plans, event by event, the newest first; contents are for `past_of` to bring."""
    hidden = set(db.session.scalars(_HIDDEN_ROWS, {"record_id": record.id}))
    steps = (Step(**row._asdict()) for row in db.session.execute(_STEPS, {"record_id": record.id}))
    return events(step for step in steps if step.entity_id not in hidden)


def past_of(record: Record, steps: Iterable[Step]) -> dict[UUID, Past]:
    """The revisions behind `steps`, by id."""
    ids = [step.id for step in steps]
    return {row.id: Past(**row._asdict()) for row in db.session.execute(_PAST, {"record_id": record.id, "ids": ids})}
