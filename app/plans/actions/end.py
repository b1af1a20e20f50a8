"""A plan that no longer holds."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import select

from app.access.gate import NoSuchRecord
from app.access.record import Record
from app.access.revisions import keep, refuse_stale
from app.models.plan import Plan
from app.plans.actions.guards import one_writer
from app.plans.rules import NoChange, PlanStatus
from app.platform.db import db

ENDED = (PlanStatus.COMPLETED, PlanStatus.REVOKED, PlanStatus.ENTERED_IN_ERROR)


def end_plan(record: Record, plan_id: UUID, seen_version: int, status: PlanStatus, reason: str) -> Plan:
    """End a plan: it stays to be read, and nothing in it is due any more. Errors: `NoSuchRecord`, `Stale`, `NoChange`."""
    one_writer(record)
    of_record = (Plan.id == plan_id, Plan.record_id == record.id, Plan.deleted_at.is_(None))
    plan = db.session.scalar(select(Plan).where(*of_record))
    if plan is None:
        raise NoSuchRecord
    refuse_stale(plan, seen_version)
    if plan.status in ENDED:
        raise NoChange
    plan.status, plan.comment = status.value, reason
    keep(record, plan, reason)
    return plan
