"""One measure."""

from __future__ import annotations

from dataclasses import replace

from app.access.record import Record
from app.measures.actions import rewrite_clinicians_measure
from app.measures.rules import MeasureContent, check_rhythm
from app.models.measure import Measure
from app.plans.actions.singles.identity import claim, problem_ids
from app.plans.actions.singles.rows import rewrite
from app.plans.rules.columns import measure_columns

PLACE = "ServiceRequest.reasonReference"


def register_measure(record: Record, content: MeasureContent) -> Measure:
    """Add a measure that stands in no plan yet. Errors: `DuplicateIdentifier`, `UnknownReference`, `BadRhythm`."""
    row_id, identifier = claim(Measure, content.identifier)
    ids = list(problem_ids(record, content.problems, PLACE).values())
    return rewrite_clinicians_measure(record, Measure(id=row_id), replace(content, identifier=identifier), ids, 0)


def change_measure(record: Record, row: Measure, content: MeasureContent) -> Measure:
    """Errors: `PatientsOwn`, `UnknownReference`, `BadRhythm`."""
    check_rhythm(content.rhythm)
    rewrite(record, row, measure_columns(content, problem_ids(record, content.problems, PLACE)))
    return row
