"""What a measure is, when it is due, and what became of each time. Pure."""

from app.measures.rules.answers import BEHIND_DAYS, belongs_to, may_answer
from app.measures.rules.content import CATEGORIES, CHECK_IN, MeasureContent, MeasureStatus, Party, Rhythm
from app.measures.rules.kinds import Kind, kind_of, rule_of
from app.measures.rules.occurrences import Due, moment_of, next_day, occurrences, paused
from app.measures.rules.pattern import WEEKDAYS, BadRhythm, Pattern, check_rhythm, pattern, same_times
from app.measures.rules.states import ANSWERED, Answer, State, state
from app.measures.rules.times import read_time

__all__ = [
    "ANSWERED",
    "BEHIND_DAYS",
    "CATEGORIES",
    "CHECK_IN",
    "WEEKDAYS",
    "Answer",
    "BadRhythm",
    "Due",
    "Kind",
    "MeasureContent",
    "MeasureStatus",
    "Party",
    "Pattern",
    "Rhythm",
    "State",
    "belongs_to",
    "check_rhythm",
    "kind_of",
    "may_answer",
    "moment_of",
    "next_day",
    "occurrences",
    "pattern",
    "paused",
    "read_time",
    "rule_of",
    "same_times",
    "state",
]
