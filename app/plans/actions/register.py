"""A new plan."""

from __future__ import annotations

from app.access.record import Record
from app.access.revisions import keep
from app.models.plan import Plan
from app.plans.actions.guards import one_writer, refuse_second_plan, refuse_taken
from app.plans.actions.parts import Writing
from app.plans.actions.singles.identity import uuid_of
from app.plans.actions.write import write_parts
from app.plans.rules import PlanContent, check_identifiers
from app.plans.rules.columns import plan_columns
from app.platform.db import new_id


def register_plan(record: Record, content: PlanContent, comment: str | None = None) -> Plan:
    """Write the plan and everything in it, each with its first revision.

    Errors: `ActivePlanExists`, `UnknownProblem`, `DuplicateIdentifier`; where one is raised, nothing may be committed.
    """
    one_writer(record)
    refuse_second_plan(record, content)
    refuse_taken(check_identifiers(content))
    # As for one resource by itself: where the identifier is a UUID, it is also the id.
    plan = Plan(**plan_columns(content), id=uuid_of(content.identifier) or new_id(), comment=comment)
    keep(record, plan, comment)
    write_parts(Writing(record, plan.id, comment, new=True), content)
    return plan
