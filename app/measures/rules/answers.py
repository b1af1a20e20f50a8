"""Which firings may still be answered, and which one a check-in answers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from app.measures.rules.content import Rhythm
from app.measures.rules.occurrences import Due, occurrences

BEHIND_DAYS = 14
_TIME = re.compile(r"([01]\d|2[0-3]):[0-5]\d")


def may_answer(rhythm: Rhythm, due_on: date, due_time: str, now: datetime) -> bool:
    """Whether there is such a firing, no older than a fortnight and no later than today.

    What is done when needed fires whenever somebody says it was done: today, up to this minute.
    """
    local = now.astimezone(ZoneInfo(rhythm.time_zone))
    if rhythm.rrule is None:
        spoken = re.fullmatch(_TIME, due_time) and time.fromisoformat(due_time) <= local.time()
        return bool(spoken) and due_on == local.date()
    if not local.date() - timedelta(days=BEHIND_DAYS) <= due_on <= local.date():
        return False
    return any(due.due_time == due_time for due in occurrences(rhythm, due_on, due_on))


def belongs_to(of_day: Sequence[Due], at: datetime) -> Due | None:
    """The firing of one day that something done at `at` answers: the nearest, the earlier of two as near."""
    return min(of_day, key=lambda due: abs(due.due_at - at) if due.due_time else timedelta(), default=None)
