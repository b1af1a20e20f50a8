"""A new plan."""

from __future__ import annotations

from app.access.record import Record
from app.access.revisions import keep
from app.models.plan import Plan
from app.plans.actions.guards import one_writer, refuse_second_plan, refuse_taken
from app.plans.actions.parts import Writing
from app.plans.actions.write import write_parts
from app.plans.rules import PlanContent, check_identifiers
from app.plans.rules.columns import plan_columns


def register_plan(record: Record, content: PlanContent, comment: str | None = None) -> Plan:
    """Write the plan and everything in it, each with its first revision.

    Errors: `ActivePlanExists`, `UnknownProblem`, `DuplicateIdentifier`; where one is raised, nothing may be committed.
    """
    one_writer(record)
    refuse_second_plan(record, content)
    refuse_taken(check_identifiers(content))
    plan = Plan(**plan_columns(content), comment=comment)
    keep(record, plan, comment)
    write_parts(Writing(record, plan.id, comment), content)
    return plan
