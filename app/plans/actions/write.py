"""Everything in a plan, kind by kind: problems first, since goals and measures name them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from sqlalchemy import select

from app.goals.actions import write_clinicians_goal
from app.measures.actions import write_clinicians_measure
from app.models.contact import Contact
from app.models.goal import Goal
from app.models.measure import Measure
from app.models.problem import Problem
from app.models.zone import Zone
from app.plans.actions.guards import problems_elsewhere
from app.plans.actions.parts import Part, Writing, key_of, keyed, settle, written
from app.plans.rules import PlanContent, problem_references
from app.plans.rules.columns import contact_columns, goal_columns, measure_columns, problem_columns, zone_columns
from app.platform.db import db

P = TypeVar("P", Problem, Goal, Measure, Zone, Contact)


def write_parts(writing: Writing, content: PlanContent) -> bool:
    """Bring everything in the plan to `content`; answers whether anything changed. Errors: `UnknownProblem`."""
    elsewhere = problems_elsewhere(writing.record, problem_references(content))
    problem_ids, problems = _problems(writing, content)
    names = elsewhere | problem_ids
    goals, measures = _goals(writing, content, names), _measures(writing, content, names)
    zones, contacts = _zones(writing, content), _contacts(writing, content)
    return problems or goals or measures or zones or contacts


def _problems(writing: Writing, content: PlanContent) -> tuple[dict[str, str], bool]:
    wanted = {key: problem_columns(each) for key, each in keyed(content.problems).items()}
    rows = {key_of(row): row for row in _rows(writing, Problem)}
    after, changed = settle(writing, rows, wanted, lambda key, at: written(writing, Problem(**wanted[key], position=at)))
    return {key: str(row.id) for key, row in after.items()}, changed


def _goals(writing: Writing, content: PlanContent, names: dict[str, str]) -> bool:
    contents = keyed(content.goals)
    wanted = {key: goal_columns(each, names) for key, each in contents.items()}
    rows = {key_of(row): row for row in _rows(writing, Goal)}

    def create(key: str, position: int) -> Part:
        return write_clinicians_goal(writing.record, writing.plan_id, contents[key], wanted[key]["problem_ids"], position)

    return settle(writing, rows, wanted, create)[1]


def _measures(writing: Writing, content: PlanContent, names: dict[str, str]) -> bool:
    contents = keyed(content.measures)
    wanted = {key: measure_columns(each, names) for key, each in contents.items()}
    rows = {key_of(row): row for row in _rows(writing, Measure)}

    def create(key: str, position: int) -> Part:
        return write_clinicians_measure(writing.record, writing.plan_id, contents[key], wanted[key]["problem_ids"], position)

    return settle(writing, rows, wanted, create)[1]


def _zones(writing: Writing, content: PlanContent) -> bool:
    wanted = {each.level.value: zone_columns(each) for each in content.zones}
    rows = {row.level: row for row in _rows(writing, Zone)}
    return settle(writing, rows, wanted, lambda key, at: written(writing, Zone(**wanted[key], position=at)))[1]


def _contacts(writing: Writing, content: PlanContent) -> bool:
    wanted = {str(place): contact_columns(each) for place, each in enumerate(content.contacts)}
    rows = {str(row.position): row for row in _rows(writing, Contact)}
    return settle(writing, rows, wanted, lambda key, at: written(writing, Contact(**wanted[key], position=at)))[1]


def _rows(writing: Writing, model: type[P]) -> Sequence[P]:
    """The plan's rows of one kind, removed ones too: what comes back goes on where it left off."""
    if writing.new:
        return []
    of_plan = (model.record_id == writing.record.id, model.plan_id == writing.plan_id)
    return db.session.scalars(select(model).where(*of_plan)).all()
