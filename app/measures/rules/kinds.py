"""The rhythms a patient can choose, as rules."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from app.measures.rules.pattern import WEEKDAYS, pattern


class Kind(StrEnum):
    DAILY = "daily"
    WEEKDAYS = "weekdays"
    WEEKS = "weeks"
    WHEN_NEEDED = "when-needed"


def rule_of(kind: Kind, every: int, weekdays: Sequence[str]) -> str | None:
    """The rule for a choice; `every` counts weeks, `weekdays` are MO to SU."""
    if kind is Kind.WHEN_NEEDED:
        return None
    if kind is Kind.DAILY:
        return "FREQ=DAILY"
    count = f"INTERVAL={every};" if kind is Kind.WEEKS and every > 1 else ""
    return f"FREQ=WEEKLY;{count}BYDAY={','.join(day for day in WEEKDAYS if day in weekdays)}"


def kind_of(rule: str | None) -> Kind:
    """The choice that a rule came from."""
    if rule is None:
        return Kind.WHEN_NEEDED
    known = pattern(rule)
    if known.unit == "DAILY":
        return Kind.DAILY
    return Kind.WEEKS if known.every > 1 else Kind.WEEKDAYS
