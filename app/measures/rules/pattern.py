"""Which days a rhythm falls on: RFC 5545 rules as plans use them, read once and started near the days asked about."""

from __future__ import annotations

import re
from calendar import isleap
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from dateutil.rrule import rrulestr

from app.measures.rules.content import Rhythm

WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
MOST_TIMES = 24
_TIME = re.compile(r"([01]\d|2[0-3]):[0-5]\d")
_UNITS = ("DAILY", "WEEKLY", "MONTHLY", "YEARLY")
_PARTS = {"FREQ", "INTERVAL", "BYDAY", "BYMONTHDAY", "WKST"}
_COUNT = re.compile(r"[1-9]\d{0,2}")
_LETTERS = re.compile(r"[A-Z0-9=;,+-]+")
_LEAP_CYCLE = 4
# The calendar starts over after 28 years, as long as no century comes between.
_LAST_CYCLE = range(9950, 9978)
_NO_MONTH_DAY = re.compile(r"BYMONTHDAY=(?:[^;]*,)?[+-]?0*(?:,|;|$)")


class BadRhythm(ValueError):
    """The rhythm cannot be followed; the text says why."""


@dataclass(frozen=True)
class Pattern:
    """A rule's unit (DAILY, WEEKLY, MONTHLY, YEARLY), every how many of it, and the plain weekdays it names."""

    unit: str
    every: int
    weekdays: tuple[str, ...]


@lru_cache(maxsize=1024)
def pattern(rule: str) -> Pattern:
    """Read a rule. Errors: `BadRhythm`."""
    parts = dict(part.split("=", 1) for part in rule.split(";") if "=" in part)
    every = parts.get("INTERVAL", "1")
    known = _LETTERS.fullmatch(rule) and not set(parts) - _PARTS and parts.get("FREQ") in _UNITS
    if not known or not _COUNT.fullmatch(every):
        raise BadRhythm(f"A rule of whole days, weeks, months or years is needed: {rule[:100]}")
    named = set(parts.get("BYDAY", "").split(","))
    return Pattern(parts["FREQ"], int(every), tuple(day for day in WEEKDAYS if day in named))


def check_rhythm(rhythm: Rhythm) -> None:
    """Errors: `BadRhythm` where the rhythm could not be followed."""
    try:
        ZoneInfo(rhythm.time_zone)
        if rhythm.rrule:
            pattern(rhythm.rrule)
            if _NO_MONTH_DAY.search(rhythm.rrule) or not falls(rhythm.rrule, rhythm.starts_on):
                raise BadRhythm(f"From {rhythm.starts_on} on there is no day on which this rule falls: {rhythm.rrule[:100]}")
    except (ValueError, OSError, KeyError, TypeError) as error:
        raise BadRhythm(str(error)) from None
    times = (*rhythm.times, *([rhythm.latest_by] if rhythm.latest_by else []))
    if len(rhythm.times) > MOST_TIMES or not all(_TIME.fullmatch(each) for each in times):
        raise BadRhythm("Times are HH:MM, a few a day.")


def same_times(one: Rhythm, other: Rhythm) -> bool:
    """Whether two rhythms fall on the same days and times, from when and until when aside."""
    return _when(one) == _when(other)


def _when(rhythm: Rhythm) -> tuple[object, ...]:
    return rhythm.rrule, sorted(rhythm.times), rhythm.latest_by, rhythm.spoken


@lru_cache(maxsize=4096)
def days_of(rule: str, starts_on: date, first: date, last: date) -> tuple[date, ...]:
    """The days of `rule`, counted from `starts_on`, that lie from `first` to `last`."""
    if last < starts_on or last < first or not falls(rule, starts_on):
        return ()
    start = datetime.combine(restart(pattern(rule), starts_on, first), time())
    found = rrulestr(rule, dtstart=start).between(
        datetime.combine(max(first, starts_on), time()), datetime.combine(last, time()), inc=True
    )
    return tuple(each.date() for each in found)


@lru_cache(maxsize=4096)
def falls(rule: str, starts_on: date) -> bool:
    """Whether a day of `rule` comes within a generation of `starts_on`. Errors: `ValueError` where it cannot be read.

    A rule such as the sixth Monday of a month is searched until the year 9999, for seconds, so it is asked of the same calendar
    shortly before that.
    """
    new_year = date(starts_on.year, 1, 1).weekday()
    alike = [year for year in _LAST_CYCLE if date(year, 1, 1).weekday() == new_year and isleap(year) == isleap(starts_on.year)]
    late = starts_on.replace(year=min(alike, key=lambda year: (year - starts_on.year) % _LEAP_CYCLE))
    return next(iter(rrulestr(rule, dtstart=datetime.combine(late, time()))), None) is not None


def restart(rule: Pattern, starts_on: date, first: date) -> date:
    """A day shortly before `first` from which the rule counts as it does from `starts_on`.

    Counting ten years of days at every visit costs milliseconds; whole cycles can be leapt over.
    """
    if first <= starts_on:
        return starts_on
    if rule.unit in ("DAILY", "WEEKLY"):
        cycle = rule.every * (1 if rule.unit == "DAILY" else 7)
        return starts_on + timedelta(days=(first - starts_on).days // cycle * cycle)
    cycle = rule.every * _LEAP_CYCLE
    years = max(0, first.year - starts_on.year - 1) // cycle * cycle
    try:
        return starts_on.replace(year=starts_on.year + years)
    except ValueError:  # 29 February of a year that has none, such as 2100
        return starts_on
