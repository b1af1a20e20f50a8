"""Measures of a plan, as its writer hands them over."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from app.access.record import Record
from app.access.revisions import keep
from app.measures.rules import MeasureContent, Rhythm, check_rhythm
from app.models.measure import Measure
from app.platform.db import new_id


def write_clinicians_measure(
    record: Record, plan_id: UUID, content: MeasureContent, problem_ids: Sequence[str], position: int
) -> Measure:
    """Add a measure to a plan. Errors: `BadRhythm`."""
    row = Measure(id=new_id(), plan_id=plan_id)
    return rewrite_clinicians_measure(record, row, content, problem_ids, position)


def rewrite_clinicians_measure(
    record: Record, row: Measure, content: MeasureContent, problem_ids: Sequence[str], position: int, comment: str | None = None
) -> Measure:
    """Let `row` say what `content` says, with its revision. Errors: `BadRhythm`."""
    check_rhythm(content.rhythm)
    row.problem_ids, row.position = list(problem_ids), position
    lay_content(row, content)
    row.identifier, row.received = content.identifier, content.received
    keep(record, row, comment)
    return row


def lay_content(row: Measure, content: MeasureContent) -> None:
    """Set the columns that say what to do and when."""
    for name in ("title", "description", "language", "category_code", "category_text"):
        setattr(row, name, getattr(content, name))
    for name in ("origin", "performer", "performer_name", "asks_for", "status"):
        setattr(row, name, getattr(content, name))
    lay_rhythm(row, content.rhythm)


def lay_rhythm(row: Measure, rhythm: Rhythm) -> None:
    for name in ("rrule", "latest_by", "starts_on", "until_on", "time_zone", "paused_on", "resumed_on"):
        setattr(row, name, getattr(rhythm, name))
    row.times, row.spoken = list(rhythm.times), rhythm.spoken.kept() if rhythm.spoken else None
