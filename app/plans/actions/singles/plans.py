"""One plan, around problems, goals and measures that are there already."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeAlias

from sqlalchemy import select, update

from app.access.record import Record
from app.access.revisions import keep
from app.identity.actor import PATIENTS_SIDE
from app.models.goal import Goal
from app.models.measure import Measure
from app.models.plan import Plan
from app.models.problem import Problem
from app.plans.actions.guards import one_writer, refuse_second_plan
from app.plans.actions.parts import differing
from app.plans.actions.singles.identity import claim, named
from app.plans.actions.singles.rows import remove
from app.plans.rules import PlanContent
from app.plans.rules.columns import plan_columns
from app.platform.db import db

Names: TypeAlias = Mapping[str, Sequence[str]]
Part: TypeAlias = Problem | Goal | Measure
_PLACES = {"problems": "CarePlan.addresses", "goals": "CarePlan.goal", "measures": "CarePlan.activity"}
_NOT_CONTENT = frozenset({"status", "received"})


def register_plan_around(record: Record, content: PlanContent, names: Names) -> Plan:
    """Write the plan and take what it names into it; `names` are by "problems", "goals" and "measures".

    Errors: `ActivePlanExists`, `DuplicateIdentifier`, `UnknownReference`; where one is raised, nothing may be committed.
    """
    one_writer(record)
    row_id, identifier = claim(Plan, content.identifier)
    refuse_second_plan(record, content)
    parts = parts_named(record, names)
    plan = Plan(**plan_columns(content) | {"id": row_id, "identifier": identifier})
    keep(record, plan)
    adopt(plan, parts)
    return plan


def change_plan_around(record: Record, plan: Plan, content: PlanContent, names: Names) -> Plan:
    """Let the plan say what `content` says, around what it names now. A part it no longer names is deleted logically,
    unless it is the patient's.

    Errors: `ActivePlanExists`, `UnknownReference`; where one is raised, nothing may be committed.
    """
    refuse_second_plan(record, content, but=plan.id)
    parts = parts_named(record, names)
    changes = differing(plan, plan_columns(content) | {"kind": plan.kind})
    left = _left_out(record, plan, parts)
    moved = left or any(part.plan_id != plan.id for part in parts)
    for part in left:
        remove(record, part)
    for name, value in changes.items():
        setattr(plan, name, value)
    plan.content_version += bool(moved or changes.keys() - _NOT_CONTENT)
    keep(record, plan)
    adopt(plan, parts)
    return plan


def parts_named(record: Record, names: Names) -> list[Part]:
    """What a plan names, problems first. Errors: `UnknownReference`."""
    problems = named(record, Problem, names["problems"], _PLACES["problems"])
    goals = named(record, Goal, names["goals"], _PLACES["goals"])
    measures = named(record, Measure, names["measures"], _PLACES["measures"])
    return [*problems.values(), *goals.values(), *measures.values()]


def _left_out(record: Record, plan: Plan, parts: Sequence[Part]) -> list[Part]:
    kept = {part.id for part in parts}
    found: list[Part] = []
    for model in (Problem, Goal, Measure):
        of_plan = (model.record_id == record.id, model.plan_id == plan.id, model.deleted_at.is_(None))
        found += db.session.scalars(select(model).where(*of_plan, model.author_role.not_in(PATIENTS_SIDE)))
    return [part for part in found if part.id not in kept]


def adopt(plan: Plan, parts: Sequence[Part]) -> None:
    """From now on they are in the plan, in that order."""
    # Past the version counter: what is in the plan is the plan's to say, and whoever sent a part holds its version still.
    for position, part in enumerate(parts):
        mine = update(type(part)).where(type(part).id == part.id)
        db.session.execute(mine.values(plan_id=plan.id, position=position), execution_options={"synchronize_session": False})
        db.session.expire(part)
