"""One problem."""

from __future__ import annotations

from app.access.record import Record
from app.access.revisions import keep
from app.models.problem import Problem
from app.plans.actions.singles.identity import claim
from app.plans.actions.singles.rows import rewrite
from app.plans.rules import ProblemContent
from app.plans.rules.columns import problem_columns


def register_problem(record: Record, content: ProblemContent) -> Problem:
    """Add a problem that stands in no plan yet. Errors: `DuplicateIdentifier`."""
    row_id, identifier = claim(Problem, content.identifier)
    row = Problem(**problem_columns(content) | {"id": row_id, "identifier": identifier})
    keep(record, row)
    return row


def change_problem(record: Record, row: Problem, content: ProblemContent) -> Problem:
    """Errors: `PatientsOwn`."""
    rewrite(record, row, problem_columns(content))
    return row
