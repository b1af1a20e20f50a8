"""The record's plans and problems as they are now."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import and_, bindparam, or_, select

from app.access.record import Record
from app.models.plan import Plan
from app.models.problem import Problem
from app.models.revision import Revision
from app.platform.db import db

_NEVER_SHOWN = ("draft", "entered-in-error")


@dataclass(frozen=True)
class PlanLine:
    """A plan, who last changed it, and who wrote it first (empty where that is not known)."""

    id: UUID
    version: int
    kind: str
    status: str
    title: str
    description: str | None
    language: str
    starts_on: date | None
    review_on: date | None
    author_name: str
    author_role: str
    author_organisation: str | None
    updated_at: datetime
    first_name: str | None
    first_role: str | None
    first_organisation: str | None
    first_at: datetime | None


@dataclass(frozen=True)
class ProblemLine:
    """A problem of one of the plans."""

    id: UUID
    plan_id: UUID | None
    text: str
    language: str
    status: str


_PLANS = (
    select(
        Plan.id,
        Plan.version,
        Plan.kind,
        Plan.status,
        Plan.title,
        Plan.description,
        Plan.language,
        Plan.starts_on,
        Plan.review_on,
        Plan.author_name,
        Plan.author_role,
        Plan.author_organisation,
        Plan.updated_at,
        Revision.author_name.label("first_name"),
        Revision.author_role.label("first_role"),
        Revision.author_organisation.label("first_organisation"),
        Revision.at.label("first_at"),
    )
    .outerjoin(Revision, and_(Revision.entity == "plan", Revision.entity_id == Plan.id, Revision.version == 1))
    .where(Plan.record_id == bindparam("record_id"), Plan.deleted_at.is_(None), Plan.status.not_in(_NEVER_SHOWN))
    .order_by(Plan.created_at.desc(), Plan.id)
)
_PROBLEMS = (
    select(Problem.id, Problem.plan_id, Problem.text, Problem.language, Problem.status)
    .where(
        Problem.record_id == bindparam("record_id"),
        Problem.deleted_at.is_(None),
        Problem.status != "entered-in-error",
        # What another system sent is not yet the patient's to see while no plan names it.
        or_(Problem.plan_id.is_not(None), Problem.received.is_(None)),
    )
    .order_by(Problem.position, Problem.created_at, Problem.id)
)


def all_plans(record: Record) -> list[PlanLine]:
    """Every plan there is or was, the newest first. Drafts and what was entered in error are nobody's to read."""
    return [PlanLine(**row._asdict()) for row in db.session.execute(_PLANS, {"record_id": record.id})]


def all_problems(record: Record) -> list[ProblemLine]:
    """The problems of every plan, in the order their writers gave them."""
    return [ProblemLine(**row._asdict()) for row in db.session.execute(_PROBLEMS, {"record_id": record.id})]
