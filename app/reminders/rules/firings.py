"""When a reminder fires: at the measure's times or at the person's, by the clock where the person is.

Which day it is of is the measure's to say: today's page and every answer keep the days of home wherever somebody travels.
Reminded at eight in the evening in New York, one answers on a page that shows tomorrow, and that is what is then done.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import groupby
from typing import TypeAlias
from zoneinfo import ZoneInfo

from app.measures.rules import Due, Rhythm, belongs_to, moment_of, occurrences

Key: TypeAlias = tuple[date, str]
USUAL_TIME = "09:00"
AHEAD = timedelta(days=2)
_DAY = timedelta(days=1)
_MIDDAY = time(12)


@dataclass(frozen=True)
class Follow:
    """What a reminder follows: a rhythm, the person's own `times` where they have chosen some, and the zone they are in."""

    rhythm: Rhythm
    times: tuple[str, ...]
    zone: str


@dataclass(frozen=True)
class Firing:
    """One firing: the day and "HH:MM" on the person's clock, its moment, and the occurrence it is of.

    `due_on` is the measure's own day at that moment, `due_time` the time it is for ("" for any time that day).
    """

    on: date
    at: str
    fires_at: datetime
    due_on: date
    due_time: str

    @property
    def key(self) -> Key:
        return self.on, self.at

    @property
    def occurrence(self) -> Key:
        return self.due_on, self.due_time


def firings(follow: Follow, first: date, last: date) -> list[Firing]:
    """Every firing from `first` to `last`, days where the person is and both included, in the order of the clock."""
    if follow.zone != follow.rhythm.time_zone:
        return _away(follow, first, last)
    days = groupby(occurrences(follow.rhythm, first, last), key=lambda due: due.due_on)
    return [firing for on, of_day in days for firing in _of_day(follow, on, list(of_day))]


def around(follow: Follow, since: datetime, now: datetime) -> list[Firing]:
    """The firings that may have come since `since`, of yesterday at the earliest, all that are of today at home, and those of
    the next two days."""
    today, begun = day_in(follow.zone, now), day_in(follow.zone, since)
    yesterday = today - _DAY
    first = max(begun, yesterday) if follow.zone == follow.rhythm.time_zone else yesterday
    return firings(follow, min(today, first), today + AHEAD)


def next_firing(follow: Follow, now: datetime, days: int = 400) -> Firing | None:
    """The first firing after `now`, within so many days."""
    day = day_in(follow.zone, now)
    last = day + timedelta(days=days)
    step = 2
    while day <= last:
        found = next((each for each in firings(follow, day, day + timedelta(days=step)) if each.fires_at > now), None)
        if found:
            return found
        day, step = day + timedelta(days=step + 1), step * 4
    return None


def day_in(zone: str, moment: datetime) -> date:
    """The day on a clock there."""
    return moment.astimezone(ZoneInfo(zone)).date()


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
        yield from (Firing(on, due.due_time, due.due_at, on, due.due_time) for due in of_day)
        return
    zone = ZoneInfo(follow.zone)
    for written in times_of(follow):
        at = moment_of(on, time.fromisoformat(written), zone)
        met = belongs_to(of_day, at)
        if met:
            yield Firing(on, written, at, on, met.due_time)


def _away(follow: Follow, first: date, last: date) -> list[Firing]:
    """The same where the clock is another than at home: at the wall time here, and of the day that it then is there."""
    at_home = groupby(occurrences(follow.rhythm, first - _DAY, last + _DAY), key=lambda due: due.due_on)
    due = {on: list(of_day) for on, of_day in at_home}
    days = [first + number * _DAY for number in range((last - first).days + 1)]
    zone = ZoneInfo(follow.zone)
    # Islands that moved across the date line left a day out.
    days = [on for on in days if day_in(follow.zone, moment_of(on, _MIDDAY, zone)) == on]
    asked = [(on, written, moment_of(on, time.fromisoformat(written), zone)) for on in days for written in times_of(follow)]
    found = [(on, written, at, day_in(follow.rhythm.time_zone, at)) for on, written, at in asked]
    return [Firing(*each, _by_the_clock(due[each[3]], each[1])) for each in found if each[3] in due]


def _by_the_clock(of_day: list[Due], written: str) -> str:
    """The time of the measure that is nearest to a time of day; by what clocks show, for they are not those of home."""
    return min((due.due_time for due in of_day), key=lambda due_time: abs(_minutes(due_time) - _minutes(written)))


def _minutes(written: str) -> int:
    return int(written[:2] or 0) * 60 + int(written[3:] or 0)
