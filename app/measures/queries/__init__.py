"""The measures of a record, and what was due and became of it."""

from app.measures.queries.measures import MeasureLine, all_measures, asked_for, measure
from app.measures.queries.occurrences import DueLine, days

__all__ = ["DueLine", "MeasureLine", "all_measures", "asked_for", "days", "measure"]
