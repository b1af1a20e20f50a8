"""What can be measured, what is asked about, and how values develop."""

from app.readings.rules.doubts import Doubt, Latest, doubt
from app.readings.rules.kinds import ASKED, KINDS, Kind, asked_by, in_groups
from app.readings.rules.series import Band, Point, Week, longest_gap, median, own_normal, segments, ticks, weekly
from app.readings.rules.zone_days import Run, days_of, runs, weeks_of, worst

__all__ = [
    "ASKED",
    "KINDS",
    "Band",
    "Doubt",
    "Kind",
    "Latest",
    "Point",
    "Run",
    "Week",
    "asked_by",
    "days_of",
    "doubt",
    "in_groups",
    "longest_gap",
    "median",
    "own_normal",
    "runs",
    "segments",
    "ticks",
    "weekly",
    "weeks_of",
    "worst",
]
