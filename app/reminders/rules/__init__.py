"""When somebody is reminded, when not, and when to stop. Pure."""

from app.reminders.rules.decide import LOOK_AGAIN, Decision, Kept, Wish, decide
from app.reminders.rules.firings import Firing, Follow, Key, day_in, firings, next_firing, times_of, usual_time
from app.reminders.rules.missing import DELAYS, Missing, Told, WatchDecision, decide_watch, expected, missing_now
from app.reminders.rules.quiet import Quiet, quiet_until
from app.reminders.rules.snooze import MOST_ATTEMPTS, Snooze, choices, later

__all__ = [
    "DELAYS",
    "LOOK_AGAIN",
    "MOST_ATTEMPTS",
    "Decision",
    "Firing",
    "Follow",
    "Kept",
    "Key",
    "Missing",
    "Quiet",
    "Snooze",
    "Told",
    "WatchDecision",
    "Wish",
    "choices",
    "day_in",
    "decide",
    "decide_watch",
    "expected",
    "firings",
    "later",
    "missing_now",
    "next_firing",
    "quiet_until",
    "times_of",
    "usual_time",
]
