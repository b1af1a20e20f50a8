"""Goals of a plan, as its writer hands them over."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from app.access.record import Record
from app.access.revisions import keep
from app.goals.actions.matters_most import make_room
from app.goals.rules import GoalContent
from app.models.goal import Goal
from app.platform.db import new_id


def write_clinicians_goal(record: Record, plan_id: UUID, content: GoalContent, problem_ids: Sequence[str], position: int) -> Goal:
    """Add a goal to a plan. It may be in the patient's own words; `content.expressed_by` tells."""
    return rewrite_clinicians_goal(record, Goal(id=new_id(), plan_id=plan_id), content, problem_ids, position)


def rewrite_clinicians_goal(
    record: Record, row: Goal, content: GoalContent, problem_ids: Sequence[str], position: int, comment: str | None = None
) -> Goal:
    """Let `row` say what `content` says, with its revision."""
    for name in ("text", "language", "expressed_by", "status", "matters_most", "target_on", "identifier", "received"):
        setattr(row, name, getattr(content, name))
    row.problem_ids, row.position = list(problem_ids), position
    keep(record, row, comment)
    if row.matters_most:
        make_room(record, row.id)
    return row
