"""When a check-in that was agreed on is missing. A missed check-in is a fact, not a silence."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from app.measures.rules import Answer, Due, Rhythm, State, belongs_to, occurrences, state

LONGEST_BACK = timedelta(days=730)
_WINDOW = timedelta(days=14)
_MISSING = frozenset({State.LATE, State.MISSED})

Answers = Mapping[tuple[date, str], Answer]


def unanswered_since(rhythm: Rhythm, last_at: datetime | None, answers: Answers, now: datetime) -> datetime | None:
    """When the first check-in after `last_at` fell due that was neither done nor skipped in time; nothing if none is missing."""
    missing = (due.due_at for due in _after(rhythm, last_at, now) if _became(due, answers, now) in _MISSING)
    return next(missing, None)


def _became(due: Due, answers: Answers, now: datetime) -> State:
    return state(due, answers.get((due.due_on, due.due_time)), now)


def _after(rhythm: Rhythm, last_at: datetime | None, now: datetime) -> Iterator[Due]:
    """Every firing after the one that was answered at `last_at`, up to today."""
    zone = ZoneInfo(rhythm.time_zone)
    today = now.astimezone(zone).date()
    if last_at is None:
        yield from _firings(rhythm, max(rhythm.starts_on, today - LONGEST_BACK), today)
        return
    day = last_at.astimezone(zone).date()
    same_day = occurrences(rhythm, day, min(day, today))
    met = belongs_to(same_day, last_at)
    yield from (due for due in same_day if met and due.due_at > met.due_at)
    yield from _firings(rhythm, max(day + timedelta(days=1), today - LONGEST_BACK), today)


def _firings(rhythm: Rhythm, first: date, last: date) -> Iterator[Due]:
    """Those from `first` to `last`, a fortnight at a time: the reader most often stops at the first."""
    while first <= last:
        yield from occurrences(rhythm, first, min(last, first + _WINDOW))
        first += _WINDOW + timedelta(days=1)
