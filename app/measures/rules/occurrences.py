"""The single times a rhythm falls due, as local wall time and as moments."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from app.measures.rules.content import Rhythm
from app.measures.rules.own_pauses import paused_until
from app.measures.rules.pattern import days_of

GRACE = timedelta(hours=1)
_MIDDAY = time(12)
_MINUTE = timedelta(minutes=1)
_LONGEST_GAP = 26 * 60


@dataclass(frozen=True)
class Due:
    """One firing: its local day and "HH:MM" ("" for any time that day), the moment it falls due, and when it becomes late.

    `late_at` is nothing where it may be done at any time of the day.
    """

    due_on: date
    due_time: str
    due_at: datetime
    late_at: datetime | None
    time_zone: str


def occurrences(rhythm: Rhythm, first: date, last: date) -> list[Due]:
    """Every firing from `first` to `last`, both included; none on paused days, after `until_on`, or when needed."""
    if not rhythm.rrule:
        return []
    until = min(last, rhythm.until_on) if rhythm.until_on else last
    fires = (day for day in days_of(rhythm.rrule, rhythm.starts_on, first, until) if not paused(rhythm, day))
    zone = ZoneInfo(rhythm.time_zone)
    return [due for day in fires if _exists(day, zone) for due in _of_day(rhythm, day, zone)]


def paused(rhythm: Rhythm, day: date) -> bool:
    if paused_until(rhythm.own_pauses, day):
        return True
    if rhythm.paused_on is None or day < rhythm.paused_on:
        return False
    return rhythm.resumed_on is None or day < rhythm.resumed_on


def next_day(rhythm: Rhythm, day: date) -> date | None:
    """The first day on or after `day` on which it would fire, within two years."""
    if not rhythm.rrule:
        return None
    last = min(day + timedelta(days=731), rhythm.until_on or date.max)
    return next(iter(days_of(rhythm.rrule, rhythm.starts_on, day, last)), None)


@lru_cache(maxsize=4096)
def moment_of(day: date, at: time, zone: ZoneInfo) -> datetime:
    """The moment of a local wall time, in UTC: the first one where clocks show it twice, the first valid minute where never."""
    local = datetime.combine(day, at)
    for minutes in range(_LONGEST_GAP):
        tried = local + minutes * _MINUTE
        moment = tried.replace(tzinfo=zone, fold=0).astimezone(UTC)
        if moment.astimezone(zone).replace(tzinfo=None) == tried:
            return moment
    return local.replace(tzinfo=zone).astimezone(UTC)


def _exists(day: date, zone: ZoneInfo) -> bool:
    """Islands that moved across the date line left a day out."""
    return moment_of(day, _MIDDAY, zone).astimezone(zone).date() == day


def _of_day(rhythm: Rhythm, day: date, zone: ZoneInfo) -> Iterator[Due]:
    limit = moment_of(day, time.fromisoformat(rhythm.latest_by), zone) if rhythm.latest_by else None
    if not rhythm.times:
        yield Due(day, "", moment_of(day, time(), zone), limit, rhythm.time_zone)
    for written in sorted(set(rhythm.times)):
        at = moment_of(day, time.fromisoformat(written), zone)
        yield Due(day, written, at, limit if limit and limit > at else at + GRACE, rhythm.time_zone)
