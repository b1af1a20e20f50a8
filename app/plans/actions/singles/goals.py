"""One goal."""

from __future__ import annotations

from dataclasses import replace

from app.access.record import Record
from app.goals.actions import rewrite_clinicians_goal
from app.goals.rules import GoalContent
from app.models.goal import Goal
from app.plans.actions.singles.identity import claim, problem_ids
from app.plans.actions.singles.rows import rewrite
from app.plans.rules.columns import goal_columns

PLACE = "Goal.addresses"


def register_goal(record: Record, content: GoalContent) -> Goal:
    """Add a goal that stands in no plan yet. Errors: `DuplicateIdentifier`, `UnknownReference`."""
    row_id, identifier = claim(Goal, content.identifier)
    ids = list(problem_ids(record, content.problems, PLACE).values())
    return rewrite_clinicians_goal(record, Goal(id=row_id), replace(content, identifier=identifier), ids, 0)


def change_goal(record: Record, row: Goal, content: GoalContent) -> Goal:
    """Errors: `PatientsOwn`, `UnknownReference`."""
    rewrite(record, row, goal_columns(content, problem_ids(record, content.problems, PLACE)))
    return row
