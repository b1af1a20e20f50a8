"""What somebody writes, as the columns it is kept in."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeAlias

from app.goals.rules import GoalContent
from app.measures.rules import MeasureContent
from app.plans.rules.content import PlanContent, ProblemContent
from app.zones.rules import ContactContent, ZoneContent

Columns: TypeAlias = dict[str, Any]


def plan_columns(plan: PlanContent) -> Columns:
    return {
        "kind": plan.kind.value,
        "status": plan.status.value,
        "title": plan.title,
        "description": plan.description,
        "language": plan.language,
        "starts_on": plan.starts_on,
        "review_on": plan.review_on,
        "identifier": plan.identifier,
        "received": plan.received,
    }


def problem_columns(problem: ProblemContent) -> Columns:
    return {
        "text": problem.text,
        "language": problem.language,
        "code_system": problem.code_system,
        "code": problem.code,
        "status": problem.status,
        "identifier": problem.identifier,
        "received": problem.received,
    }


def goal_columns(goal: GoalContent, problem_ids: Mapping[str, str]) -> Columns:
    """A goal's columns, less `matters_most`: once written, what matters most is the patient's to say."""
    return {
        "problem_ids": [problem_ids[name] for name in goal.problems],
        "text": goal.text,
        "language": goal.language,
        "expressed_by": goal.expressed_by.value,
        "status": goal.status.value,
        "target_on": goal.target_on,
        "identifier": goal.identifier,
        "received": goal.received,
    }


def measure_columns(measure: MeasureContent, problem_ids: Mapping[str, str]) -> Columns:
    rhythm = measure.rhythm
    return {
        "problem_ids": [problem_ids[name] for name in measure.problems],
        "title": measure.title,
        "description": measure.description,
        "language": measure.language,
        "category_code": measure.category_code,
        "category_text": measure.category_text,
        "origin": measure.origin.value,
        "performer": measure.performer.value,
        "performer_name": measure.performer_name,
        "asks_for": measure.asks_for,
        "status": measure.status.value,
        "rrule": rhythm.rrule,
        "times": list(rhythm.times),
        "spoken": rhythm.spoken.kept() if rhythm.spoken else None,
        "latest_by": rhythm.latest_by,
        "starts_on": rhythm.starts_on,
        "until_on": rhythm.until_on,
        "time_zone": rhythm.time_zone,
        "paused_on": rhythm.paused_on,
        "resumed_on": rhythm.resumed_on,
        "identifier": measure.identifier,
        "received": measure.received,
    }


def zone_columns(zone: ZoneContent) -> Columns:
    return {"level": zone.level.value, "condition": zone.condition, "action": zone.action, "language": zone.language}


def contact_columns(contact: ContactContent) -> Columns:
    return {
        "role": contact.role,
        "name": contact.name,
        "phone": contact.phone,
        "hours": contact.hours,
        "levels": list(contact.levels),
        "language": contact.language,
    }
