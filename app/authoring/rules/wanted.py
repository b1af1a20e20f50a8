"""What a finished form says, as the columns it is to be kept in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from app.measures.rules import Kind, kind_of, pattern, rule_of

Columns: TypeAlias = dict[str, Any]
PARTS = ("problems", "goals", "measures", "zones", "contacts")
ENTITIES = {"problems": "problem", "goals": "goal", "measures": "measure", "zones": "zone", "contacts": "contact"}
# The plan a new row of each section goes to.
HOMES = {"problems": "treatment", "goals": "treatment", "measures": "treatment", "zones": "self_care", "contacts": "self_care"}


@dataclass(frozen=True)
class Part:
    """One row. `problems` are the keys of the problems it is for."""

    key: str
    columns: Columns
    problems: tuple[str, ...] = ()


@dataclass(frozen=True)
class Wanted:
    """Everything that is to be published. A plan that nothing is written in is nothing."""

    plans: Mapping[str, Columns | None]
    parts: Mapping[str, tuple[Part, ...]]


class NothingToPublish(Exception):
    """The form says what the plans already say."""


class Moved(Exception):
    """Somebody else has changed the plans since the draft began."""


def said_as(rule: str | None) -> Kind | None:
    """The choice that says all of `rule`; nothing where no choice does, and so it may only be kept as it is."""
    if rule is None:
        return Kind.WHEN_NEEDED
    known, kind = pattern(rule), kind_of(rule)
    return kind if rule_of(kind, known.every, known.weekdays) == rule else None
