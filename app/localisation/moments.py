"""Days and times, near and human: "yesterday 18:20"; the exact one stands in a `<time>` beside."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_skeleton, format_time
from flask_babel import get_locale, gettext

from app.platform import clock


@dataclass(frozen=True)
class Moment:
    """A moment as words, with the machine's form for `<time datetime>` and the exact words for touch or hover."""

    words: str
    machine: str
    exact: str


def moment(at: datetime, time_zone: str) -> Moment:
    """`at` as somebody in `time_zone` (IANA) would say it now."""
    local = at.astimezone(ZoneInfo(time_zone))
    words = gettext("%(day)s at %(time)s", day=day(local.date(), time_zone), time=hour(local.time()))
    exact = f"{long_day(local.date())} {local.year}, {hour(local.time())}"
    return Moment(words, at.isoformat(timespec="seconds"), exact)


def day(on: date, time_zone: str) -> str:
    """`on` as near words: today, yesterday, tomorrow, a weekday within the week, else the date."""
    today = clock.today(time_zone)
    near = {-1: gettext("yesterday"), 0: gettext("today"), 1: gettext("tomorrow")}
    distance = (on - today).days
    if distance in near:
        return near[distance]
    if timedelta(days=-7) < on - today < timedelta(days=0):
        return weekday(on)
    return short_day(on) if on.year == today.year else f"{short_day(on)} {on.year}"


def weekday(on: date) -> str:
    return format_date(on, "EEEE", locale=get_locale())


def long_day(on: date) -> str:
    """ "Sunday 22 November"; "søndag 22. november"."""
    return format_skeleton("MMMMEEEEd", on, locale=get_locale())


def short_day(on: date) -> str:
    """ "22 November"; "22. november"."""
    return format_skeleton("MMMMd", on, locale=get_locale())


def full_day(on: date) -> str:
    return format_date(on, "long", locale=get_locale())


def hour(at: time) -> str:
    """ "18:20", on the 24-hour clock in every language: half a day's mistake matters with medicines."""
    return format_time(at, "HH:mm", locale=get_locale())
