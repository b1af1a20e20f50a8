"""Rows of the tables as rows of the form. A text in its plan's own language says none."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from app.authoring.rules.document import LEVELS, Row, blank_row
from app.authoring.rules.wanted import said_as
from app.measures.rules import pattern
from app.models.contact import Contact
from app.models.goal import Goal
from app.models.measure import Measure
from app.models.plan import Plan
from app.models.problem import Problem
from app.models.zone import Zone


def about_row(kind: str, plan: Plan | None) -> Row:
    if plan is None:
        return blank_row("about", kind)
    said = {"title": plan.title, "description": plan.description or "", "language": plan.language}
    return blank_row("about", kind) | said | _day("review_on", plan.review_on)


def problem_row(row: Problem, language: str) -> Row:
    said = {"text": row.text, "system": row.code_system or "", "code": row.code or ""}
    return blank_row("problems", str(row.id)) | said | _language(row, language)


def goal_row(row: Goal, language: str) -> Row:
    said = {"text": row.text, "expressed_by": row.expressed_by, "problems": list(row.problem_ids)}
    return blank_row("goals", str(row.id)) | said | _day("target_on", row.target_on) | _language(row, language)


def measure_row(row: Measure, language: str) -> Row:
    said = {
        "title": row.title,
        "description": row.description or "",
        "asks_for": row.asks_for or "",
        "category": _category(row),
        "performer": row.performer,
        "performer_name": row.performer_name or "",
        "problems": list(row.problem_ids),
        "times": ", ".join(row.times),
        "latest_by": row.latest_by or "",
    }
    return blank_row("measures", str(row.id)) | said | _rhythm(row) | _day("until_on", row.until_on) | _language(row, language)


def _category(row: Measure) -> str:
    """Code and words of a measure's kind in one, so that words another system gave are not lost."""
    return f"{row.category_code or ''}|{row.category_text or ''}" if row.category_code or row.category_text else ""


def zone_row(row: Zone, language: str) -> Row:
    said = {"condition": row.condition, "action": row.action}
    return blank_row("zones", row.level) | said | _language(row, language)


def contact_row(row: Contact, language: str) -> Row:
    said: Row = {name: getattr(row, name) or "" for name in ("role", "name", "phone", "hours")}
    said["levels"] = [level for level in LEVELS if level in row.levels]
    return blank_row("contacts", str(row.id)) | said | _language(row, language)


def _rhythm(row: Measure) -> Row:
    if row.spoken is not None:
        return {"kind": "kept", "in_words": json.dumps(row.spoken, sort_keys=True, ensure_ascii=False)}
    rule, kind = row.rrule, said_as(row.rrule)
    if kind is None or rule is None:
        return {"kind": kind.value if kind else "kept", "rrule": rule or ""}
    known = pattern(rule)
    return {"kind": kind.value, "weekdays": list(known.weekdays), "every": str(known.every) if known.every > 1 else ""}


def _day(name: str, on: date | None) -> Row:
    parts = (on.day, on.month, on.year) if on else ("", "", "")
    return {f"{name}-{part}": str(value) for part, value in zip(("day", "month", "year"), parts, strict=True)}


def _language(row: Any, language: str) -> Row:
    return {"language": "" if row.language == language else row.language}
