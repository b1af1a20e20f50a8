"""A draft made into the plans: one document on the clinician's desk, two plans in the record."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from app.access.record import Record
from app.access.revisions import keep
from app.authoring.actions.drafts import own
from app.authoring.actions.parts import Hand
from app.authoring.queries.plans import in_force, standing
from app.authoring.rules.document import KINDS
from app.authoring.rules.wanted import Columns, Moved, NothingToPublish, Wanted
from app.consents.queries import require_consent
from app.models.plan import Plan
from app.plans.actions.guards import one_writer
from app.plans.actions.parts import Writing, differing
from app.platform import clock
from app.platform.db import db, new_id

URN = "urn:uuid:"


def publish(record: Record, draft_id: UUID, wanted: Wanted, comment: str | None) -> None:
    """Let the plans say what the draft says, and close it. What is as it was is not touched, nor is what the patient wrote.

    Errors: `NoSuchRecord`, `NoConsent`, `Moved`, `NothingToPublish`, `BadRhythm`; where one is raised, nothing may be committed.
    """
    one_writer(record)
    require_consent(record)
    draft = own(record, draft_id)
    if standing(record).as_base() != draft.based_on:
        raise Moved
    plans = in_force(record)
    problem_ids: dict[str, str] = {}
    moved = [_write(record, kind, plans.get(kind), wanted, problem_ids, comment) for kind in KINDS]
    if not any(moved):
        raise NothingToPublish
    draft.published_at = clock.now()
    db.session.flush()


def _write(
    record: Record, kind: str, plan: Plan | None, wanted: Wanted, problem_ids: dict[str, str], comment: str | None
) -> bool:
    columns = wanted.plans[kind]
    if columns is None:
        return False
    new = plan is None
    plan = plan or _begin(record, kind, columns, comment)
    moved = Hand(Writing(record, plan.id, comment), plan, problem_ids).lay(wanted)
    changes = {} if new else differing(plan, columns)
    if new or not (moved or changes):
        return new
    # Set last and together: a flush in between would move the version twice.
    for name, value in changes.items():
        setattr(plan, name, value)
    plan.comment = comment or plan.comment
    plan.content_version += 1
    keep(record, plan, comment)
    return True


def _begin(record: Record, kind: str, columns: Columns, comment: str | None) -> Plan:
    plan_id, starts_on = new_id(), _today(record)
    plan = Plan(id=plan_id, kind=kind, status="active", starts_on=starts_on, identifier=f"{URN}{plan_id}", comment=comment)
    for name, value in columns.items():
        setattr(plan, name, value)
    keep(record, plan, comment)
    return plan


def _today(record: Record) -> date:
    return clock.today(record.time_zone)
