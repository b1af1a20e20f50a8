"""What is the same for one row of any kind."""

from __future__ import annotations

from app.access.record import Record
from app.access.revisions import keep
from app.identity.actor import PATIENTS_SIDE
from app.models.goal import Goal
from app.models.measure import Measure
from app.models.plan import Plan
from app.models.problem import Problem
from app.plans.actions.parts import differing
from app.plans.rules.columns import Columns
from app.plans.rules.references import PatientsOwn
from app.platform import clock


def rewrite(record: Record, row: Plan | Problem | Goal | Measure, columns: Columns, comment: str | None = None) -> None:
    """Let `row` say what `columns` say, as one new version. Errors: `PatientsOwn`."""
    refuse_patients_own(row)
    for name, value in differing(row, columns).items():
        setattr(row, name, value)
    keep(record, row, comment)


def remove(record: Record, row: Plan | Problem | Goal | Measure, comment: str | None = None) -> None:
    """Delete `row` logically: it and its history stay. Errors: `PatientsOwn`."""
    refuse_patients_own(row)
    row.deleted_at = clock.now()
    keep(record, row, comment)


def refuse_patients_own(row: Plan | Problem | Goal | Measure) -> None:
    if row.author_role in PATIENTS_SIDE:
        raise PatientsOwn
