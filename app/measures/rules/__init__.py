"""What a measure is, when it is due, and what became of each time. Pure."""

from app.measures.rules.answers import BEHIND_DAYS, belongs_to, may_answer
from app.measures.rules.content import CATEGORIES, CHECK_IN, MeasureContent, MeasureStatus, Party, Rhythm
from app.measures.rules.kinds import Kind, kind_of, rule_of
from app.measures.rules.occurrences import Due, moment_of, next_day, occurrences, paused
from app.measures.rules.own_pauses import LONGEST_PAUSE, pause_from, paused_until, pauses_from, pauses_kept
from app.measures.rules.pattern import MOST_TIMES, WEEKDAYS, BadRhythm, Pattern, check_rhythm, pattern, same_times
from app.measures.rules.spoken import Spoken, read_spoken, spoken_from
from app.measures.rules.states import ANSWERED, Answer, State, state
from app.measures.rules.times import read_time

__all__ = [
    "ANSWERED",
    "BEHIND_DAYS",
    "CATEGORIES",
    "CHECK_IN",
    "LONGEST_PAUSE",
    "MOST_TIMES",
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
    "Spoken",
    "State",
    "belongs_to",
    "check_rhythm",
    "kind_of",
    "may_answer",
    "moment_of",
    "next_day",
    "occurrences",
    "pattern",
    "pause_from",
    "paused",
    "paused_until",
    "pauses_from",
    "pauses_kept",
    "read_spoken",
    "read_time",
    "rule_of",
    "same_times",
    "spoken_from",
    "state",
]
