"""What must be true of the rest of the record before a plan is written."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from sqlalchemy import select

from app.access.record import Record
from app.models.goal import Goal
from app.models.measure import Measure
from app.models.plan import Plan
from app.models.problem import Problem
from app.models.record import Record as RecordRow
from app.plans.rules import ActivePlanExists, DuplicateIdentifier, PlanContent, PlanKind, PlanStatus, UnknownProblem
from app.platform.db import db


def one_writer(record: Record) -> None:
    """Hold the record until the transaction ends, so that two writers cannot each see no plan and both write one."""
    db.session.execute(select(RecordRow.id).where(RecordRow.id == record.id).with_for_update())


def refuse_second_plan(record: Record, content: PlanContent, but: UUID | None = None) -> None:
    """Errors: `ActivePlanExists` where the plan would be the second active treatment plan."""
    if content.kind is not PlanKind.TREATMENT or content.status is not PlanStatus.ACTIVE:
        return
    active = select(Plan.id).where(
        Plan.record_id == record.id,
        Plan.kind == PlanKind.TREATMENT.value,
        Plan.status == PlanStatus.ACTIVE.value,
        Plan.deleted_at.is_(None),
    )
    if any(found != but for found in db.session.scalars(active)):
        raise ActivePlanExists


def refuse_taken(identifiers: Iterable[str]) -> None:
    """Errors: `DuplicateIdentifier`. Asked across all records: an identifier means one thing in the whole world."""
    names = list(identifiers)
    for model in (Plan, Problem, Goal, Measure):
        if names and db.session.scalar(select(model.id).where(model.identifier.in_(names)).limit(1)):
            raise DuplicateIdentifier


def problems_elsewhere(record: Record, names: frozenset[str]) -> dict[str, str]:
    """The ids of problems in the record's other plans, by identifier. Errors: `UnknownProblem`."""
    if not names:
        return {}
    of_record = (Problem.record_id == record.id, Problem.deleted_at.is_(None), Problem.identifier.in_(names))
    found = {row.identifier: str(row.id) for row in db.session.execute(select(Problem.id, Problem.identifier).where(*of_record))}
    if names - found.keys():
        raise UnknownProblem
    return found
