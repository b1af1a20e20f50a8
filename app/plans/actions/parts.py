"""Bringing the rows of one kind in a plan to what the writer handed over, touching only those that differ."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias
from uuid import UUID

from app.access.record import Record
from app.access.revisions import keep
from app.identity.actor import PATIENTS_SIDE
from app.models.contact import Contact
from app.models.goal import Goal
from app.models.measure import Measure
from app.models.plan import Plan
from app.models.problem import Problem
from app.models.zone import Zone
from app.plans.rules.columns import Columns
from app.platform import clock

Part: TypeAlias = Problem | Goal | Measure | Zone | Contact
_ONLY_ADDED = ("identifier", "received")


@dataclass(frozen=True)
class Writing:
    """Who writes in which plan, and why; a `new` plan has nothing in it yet."""

    record: Record
    plan_id: UUID
    comment: str | None
    new: bool = False


def settle(
    writing: Writing, rows: Mapping[str, Part], wanted: Mapping[str, Columns], create: Callable[[str, int], Part]
) -> tuple[dict[str, Part], bool]:
    """The rows by key as they are afterwards, and whether any changed.

    What the patient has changed since is the patient's: it is neither overwritten nor taken away.
    """
    after: dict[str, Part] = {}
    changed = False
    for position, (key, columns) in enumerate(wanted.items()):
        row = rows.get(key)
        if row is None:
            after[key], changed = create(key, position), True
            continue
        after[key] = row
        changed |= _by_clinician(row) and lay(writing, row, {**columns, "position": position, "deleted_at": None})
    for key, row in rows.items():
        if key not in wanted and row.deleted_at is None and _by_clinician(row):
            changed |= lay(writing, row, {"deleted_at": clock.now()})
    return after, changed


def lay(writing: Writing, row: Part, columns: Columns) -> bool:
    """Lay `columns` over `row` and keep it; answers whether anything differed."""
    changes = differing(row, columns)
    for name, value in changes.items():
        setattr(row, name, value)
    if changes:
        keep(writing.record, row, writing.comment)
    return bool(changes)


def differing(row: Part | Plan, columns: Columns) -> Columns:
    """Those of `columns` that say something else than `row`. A writer without the resource or an identifier takes none away."""
    said = {name: value for name, value in columns.items() if name not in _ONLY_ADDED or value is not None}
    return {name: value for name, value in said.items() if getattr(row, name) != value}


def written(writing: Writing, row: Part) -> Part:
    """`row`, new in the plan, kept."""
    row.plan_id = writing.plan_id
    keep(writing.record, row, writing.comment)
    return row


def keyed(contents: Sequence[Any]) -> dict[str, Any]:
    """What was handed over, each by its identifier, else by its place."""
    return {each.identifier or f"#{place}": each for place, each in enumerate(contents)}


def key_of(row: Problem | Goal | Measure) -> str:
    """The same key of a row. A patient's own row without identifier has a key nothing handed over can have."""
    return row.identifier or (f"#{row.position}" if _by_clinician(row) else f"own {row.id}")


def _by_clinician(row: Part) -> bool:
    return row.author_role not in PATIENTS_SIDE
