"""The goals of a record, what has been said of them, and how they have changed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import and_, bindparam, or_, select

from app.access.gate import NoSuchRecord
from app.access.record import Record
from app.access.revisions import history
from app.goals.rules import OPEN, GoalStatus, is_own
from app.identity.actor import PATIENTS_SIDE
from app.models.goal import Goal
from app.models.goal_comment import GoalComment
from app.models.plan import Plan
from app.platform.db import fetch

_GOALS = (
    select(
        *(Goal.id, Goal.version, Goal.plan_id, Goal.problem_ids, Goal.text, Goal.language, Goal.expressed_by),
        *(Goal.matters_most, Goal.status, Goal.target_on, Goal.closed_on, Goal.closing_note, Goal.author_name),
        *(Goal.author_role, Goal.author_organisation, Goal.updated_at),
    )
    .outerjoin(Plan, Plan.id == Goal.plan_id)
    .where(
        Goal.record_id == bindparam("record_id"),
        Goal.deleted_at.is_(None),
        Goal.status != GoalStatus.ENTERED_IN_ERROR,
        # What a clinician's system sent is not yet the patient's to see or do while no plan names it.
        or_(
            and_(Goal.plan_id.is_(None), or_(Goal.received.is_(None), Goal.author_role.in_(PATIENTS_SIDE))),
            and_(Plan.id.is_not(None), Plan.deleted_at.is_(None)),
        ),
    )
    .order_by(Goal.matters_most.desc(), Goal.position, Goal.created_at)
)
_KEPT = ("text", "language", "matters_most", "status", "target_on", "closing_note")
_ONE = _GOALS.where(Goal.id == bindparam("goal_id"))
_MATTERS = _GOALS.where(Goal.matters_most.is_(True), Goal.status.in_(sorted(OPEN))).limit(1)
_COMMENTS = (
    select(GoalComment.text, GoalComment.language, GoalComment.author_name, GoalComment.on_behalf, GoalComment.written_at)
    .where(GoalComment.record_id == bindparam("record_id"), GoalComment.goal_id == bindparam("goal_id"))
    .order_by(GoalComment.written_at)
)


@dataclass(frozen=True)
class GoalLine:
    """A goal as it is now."""

    id: UUID
    version: int
    plan_id: UUID | None
    problem_ids: tuple[str, ...]
    text: str
    language: str
    expressed_by: str
    matters_most: bool
    status: str
    target_on: date | None
    closed_on: date | None
    closing_note: str | None
    author_name: str
    author_role: str
    author_organisation: str | None
    updated_at: datetime

    @property
    def own(self) -> bool:
        return is_own(self.expressed_by)

    @property
    def open(self) -> bool:
        return self.status in OPEN


@dataclass(frozen=True)
class CommentLine:
    """What somebody has said of a goal."""

    text: str
    language: str
    author_name: str
    on_behalf: bool
    written_at: datetime


@dataclass(frozen=True)
class GoalVersion:
    """A goal as it was at one version, and who made it so."""

    version: int
    text: str
    language: str
    matters_most: bool
    status: str
    target_on: str | None
    closing_note: str | None
    author_name: str
    on_behalf: bool
    at: datetime


def all_goals(record: Record) -> list[GoalLine]:
    """Every goal that was not withdrawn as a mistake; what matters most first, then in the plan's order."""
    return [_line(row) for row in fetch(_GOALS, {"record_id": record.id})]


def what_matters(record: Record) -> GoalLine | None:
    """The patient's answer to "What matters to you?", while it is a goal."""
    rows = fetch(_MATTERS, {"record_id": record.id})
    return _line(rows[0]) if rows else None


def goal(record: Record, goal_id: UUID) -> GoalLine:
    """One goal. Errors: `NoSuchRecord` where the record has no such goal."""
    rows = fetch(_ONE, {"record_id": record.id, "goal_id": goal_id})
    if not rows:
        raise NoSuchRecord
    return _line(rows[0])


def comments(record: Record, goal_id: UUID) -> list[CommentLine]:
    """What has been said of a goal, the oldest first."""
    rows = fetch(_COMMENTS, {"record_id": record.id, "goal_id": goal_id})
    return [CommentLine(**row._asdict()) for row in rows]


def versions(record: Record, goal_id: UUID) -> list[GoalVersion]:
    """How a goal has changed, the newest first."""
    return [_version(each) for each in history(record, "goal", goal_id)]


def _version(row: Any) -> GoalVersion:
    then = {name: row.content.get(name) for name in _KEPT}
    return GoalVersion(version=row.version, author_name=row.author_name, on_behalf=row.on_behalf, at=row.at, **then)


def _line(row: Any) -> GoalLine:
    given = row._asdict()
    return GoalLine(**given | {"problem_ids": tuple(given["problem_ids"])})
