"""Revisions told as events: what one person changed in one go is one event."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

_IN_ONE_GO = timedelta(seconds=1)


@dataclass(frozen=True)
class Step:
    """One revision of one row, without its content."""

    id: UUID
    entity: str
    entity_id: UUID
    version: int
    at: datetime
    written_by_id: UUID | None


def events(steps: Iterable[Step]) -> list[tuple[Step, ...]]:
    """`steps` put together event by event, the newest first."""
    found: list[list[Step]] = []
    for step in sorted(steps, key=_written, reverse=True):
        if found and _goes_with(step, found[-1]):
            found[-1].append(step)
        else:
            found.append([step])
    return [tuple(event) for event in found]


def _written(step: Step) -> tuple[datetime, int, int]:
    """When, and within one moment as a plan is written: a new one before its parts, a changed one after them."""
    return step.at, 1 if step.entity != "plan" else 0 if is_first_of_plan(step) else 2, step.version


def _goes_with(step: Step, event: list[Step]) -> bool:
    """Whether `step` was part of the same writing."""
    later = event[-1]
    if is_first_of_plan(later) or (step.entity == "plan" and step.version > 1):
        return False
    same_row = any(step.entity_id == other.entity_id for other in event)
    return not same_row and step.written_by_id == later.written_by_id and later.at - step.at <= _IN_ONE_GO


def is_first_of_plan(step: Step) -> bool:
    return step.entity == "plan" and step.version == 1
