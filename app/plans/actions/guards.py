"""What must be true of the rest of the record before a plan is written."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from sqlalchemy import BindParameter, bindparam, select, union_all

from app.access.record import Record
from app.models.goal import Goal
from app.models.measure import Measure
from app.models.plan import Plan
from app.models.problem import Problem
from app.models.record import Record as RecordRow
from app.plans.rules import ActivePlanExists, DuplicateIdentifier, PlanContent, PlanKind, PlanStatus, UnknownProblem
from app.platform.db import db, fetch

_record_id: BindParameter[UUID] = bindparam("record_id")
_HOLD = select(RecordRow.id).where(RecordRow.id == _record_id).with_for_update()
_ACTIVE = select(Plan.id).where(
    Plan.record_id == _record_id,
    Plan.kind == PlanKind.TREATMENT.value,
    Plan.status == PlanStatus.ACTIVE.value,
    Plan.deleted_at.is_(None),
)
_TAKEN = union_all(
    *(
        select(model.id).where(model.identifier.in_(bindparam("names", expanding=True)))
        for model in (Plan, Problem, Goal, Measure)
    )
)


def one_writer(record: Record) -> None:
    """Hold the record until the transaction ends, so that two writers cannot each see no plan and both write one."""
    fetch(_HOLD, {"record_id": record.id})


def refuse_second_plan(record: Record, content: PlanContent, but: UUID | None = None) -> None:
    """Errors: `ActivePlanExists` where the plan would be the second active treatment plan."""
    if content.kind is not PlanKind.TREATMENT or content.status is not PlanStatus.ACTIVE:
        return
    if any(found.id != but for found in fetch(_ACTIVE, {"record_id": record.id})):
        raise ActivePlanExists


def refuse_taken(identifiers: Iterable[str]) -> None:
    """Errors: `DuplicateIdentifier`. Asked across all records: an identifier means one thing in the whole world."""
    names = list(identifiers)
    if names and fetch(_TAKEN, {"names": names}):
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
