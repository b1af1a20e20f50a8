"""Rows as the plan's actions would write them, without a database."""

from __future__ import annotations

from app.goals.rules import GoalContent
from app.measures.rules import MeasureContent
from app.models.goal import Goal
from app.models.measure import Measure
from app.models.plan import Plan
from app.models.problem import Problem
from app.plans.rules import PlanContent, ProblemContent
from app.plans.rules.columns import goal_columns, measure_columns, plan_columns, problem_columns


class Same(dict[str, str]):
    """Problems whose ids are their identifiers."""

    def __missing__(self, name: str) -> str:
        return name

    def get(self, name: str, default: object = None) -> str:  # type: ignore[override]
        return name


NAMES = Same()


def problem_row(content: ProblemContent) -> Problem:
    return Problem(**problem_columns(content))


def goal_row(content: GoalContent) -> Goal:
    return Goal(**goal_columns(content, NAMES), matters_most=content.matters_most)


def measure_row(content: MeasureContent) -> Measure:
    return Measure(**measure_columns(content, NAMES))


def plan_row(content: PlanContent) -> Plan:
    return Plan(**plan_columns(content))


def parts_of(content: PlanContent) -> dict[str, list[str]]:
    return {name: [each.identifier or "" for each in getattr(content, name)] for name in ("problems", "goals", "measures")}
