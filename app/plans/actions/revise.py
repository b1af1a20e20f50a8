"""A plan changed by its writer."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import select

from app.access.gate import NoSuchRecord
from app.access.record import Record
from app.access.revisions import keep, refuse_stale
from app.models.goal import Goal
from app.models.measure import Measure
from app.models.plan import Plan
from app.models.problem import Problem
from app.plans.actions.guards import one_writer, refuse_second_plan, refuse_taken
from app.plans.actions.parts import Writing, differing
from app.plans.actions.write import write_parts
from app.plans.rules import NoChange, PlanContent, check_identifiers
from app.plans.rules.columns import Columns, plan_columns
from app.platform.db import db

_NOT_CONTENT = frozenset({"status", "received", "comment"})


def revise_plan(record: Record, plan_id: UUID, seen_version: int, content: PlanContent, comment: str | None) -> Plan:
    """Change what differs, and keep a revision of the plan with `comment`.

    `version` always moves, `content_version` only when more than status or comment did. The kind of a plan never changes.
    Errors: `NoSuchRecord`, `Stale`, `NoChange`, and those of `register_plan`; where one is raised, nothing may be committed.
    """
    one_writer(record)
    plan = _plan(record, plan_id)
    refuse_stale(plan, seen_version)
    refuse_second_plan(record, content, but=plan.id)
    refuse_taken(check_identifiers(content) - _own_identifiers(plan))
    parts_moved = write_parts(Writing(record, plan.id, comment), content)
    changes = differing(plan, _columns(plan, content, comment))
    if not changes and not parts_moved:
        raise NoChange
    # Set last and together: a flush in between would move the version twice.
    for name, value in changes.items():
        setattr(plan, name, value)
    plan.content_version += bool(parts_moved or changes.keys() - _NOT_CONTENT)
    keep(record, plan, comment)
    return plan


def _columns(plan: Plan, content: PlanContent, comment: str | None) -> Columns:
    columns = plan_columns(content) | {"kind": plan.kind}
    return columns | ({"comment": comment} if comment else {})


def _plan(record: Record, plan_id: UUID) -> Plan:
    of_record = (Plan.id == plan_id, Plan.record_id == record.id, Plan.deleted_at.is_(None))
    plan = db.session.scalar(select(Plan).where(*of_record))
    if plan is None:
        raise NoSuchRecord
    return plan


def _own_identifiers(plan: Plan) -> frozenset[str]:
    rows = (db.session.scalars(select(part.identifier).where(part.plan_id == plan.id)) for part in (Problem, Goal, Measure))
    return frozenset(name for names in rows for name in names if name) | {plan.identifier or ""}
