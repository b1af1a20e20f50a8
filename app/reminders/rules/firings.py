"""When a reminder fires: the days of a measure, at its own times or at the person's, by the clock where the person is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from itertools import groupby
from typing import TypeAlias
from zoneinfo import ZoneInfo

from app.measures.rules import Due, Rhythm, belongs_to, moment_of, occurrences

Key: TypeAlias = tuple[date, str]
USUAL_TIME = "09:00"
AHEAD = timedelta(days=2)


@dataclass(frozen=True)
class Follow:
    """What a reminder follows: a rhythm, the person's own `times` where they have chosen some, and the zone they are in."""

    rhythm: Rhythm
    times: tuple[str, ...]
    zone: str


@dataclass(frozen=True)
class Firing:
    """One firing: its local day and "HH:MM", its moment, and the time of the occurrence it is of ("" for any time that day)."""

    on: date
    at: str
    fires_at: datetime
    due_time: str

    @property
    def key(self) -> Key:
        return self.on, self.at

    @property
    def occurrence(self) -> Key:
        return self.on, self.due_time


def firings(follow: Follow, first: date, last: date) -> list[Firing]:
    """Every firing from `first` to `last`, both included, in the order of the clock."""
    rhythm = replace(follow.rhythm, time_zone=follow.zone)
    days = groupby(occurrences(rhythm, first, last), key=lambda due: due.due_on)
    return [firing for on, of_day in days for firing in _of_day(follow, on, list(of_day))]


def around(follow: Follow, since: datetime, now: datetime) -> list[Firing]:
    """The firings that may have come since `since`, of yesterday at the earliest, and those of the next two days."""
    today = now.astimezone(ZoneInfo(follow.zone)).date()
    begun = since.astimezone(ZoneInfo(follow.zone)).date()
    return firings(follow, min(today, max(begun, today - timedelta(days=1))), today + AHEAD)


def next_firing(follow: Follow, now: datetime, days: int = 400) -> Firing | None:
    """The first firing after `now`, within so many days."""
    day = now.astimezone(ZoneInfo(follow.zone)).date()
    last = day + timedelta(days=days)
    step = 2
    while day <= last:
        found = next((each for each in firings(follow, day, day + timedelta(days=step)) if each.fires_at > now), None)
        if found:
            return found
        day, step = day + timedelta(days=step + 1), step * 4
    return None


def times_of(follow: Follow) -> tuple[str, ...]:
    """The times of day at which it fires."""
    return tuple(sorted(set(follow.times or follow.rhythm.times))) or (usual_time(follow.rhythm.latest_by),)


def usual_time(latest_by: str | None) -> str:
    """When one is reminded of what may be done at any time: nine, or two hours before the limit where that is earlier."""
    if latest_by is None:
        return USUAL_TIME
    hour = max(int(latest_by[:2]) - 2, 0)
    return min(USUAL_TIME, f"{hour:02d}:{latest_by[3:]}")


def _of_day(follow: Follow, on: date, of_day: list[Due]) -> Iterator[Firing]:
    if not follow.times and of_day[0].due_time:
        yield from (Firing(on, due.due_time, due.due_at, due.due_time) for due in of_day)
        return
    zone = ZoneInfo(follow.zone)
    for written in times_of(follow):
        at = moment_of(on, time.fromisoformat(written), zone)
        met = belongs_to(of_day, at)
        if met:
            yield Firing(on, written, at, met.due_time)
