"""Days and times, near and human: "yesterday 18:20"; the exact one stands in a `<time>` beside."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import format_date
from flask_babel import get_locale

from app.localisation.language import current_language
from app.localisation.text import gettext
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
    exact = f"{weekday(local.date())} {full_day(local.date())}, {hour(local.time())}"
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
    return _written(on, "EEEE", get_locale())


def long_day(on: date) -> str:
    """Such as "Sunday 22 November"; "søndag 22. november"."""
    return _written(on, f"EEEE {_day_and_month()}", get_locale())


def short_day(on: date) -> str:
    """Such as "22 November"; "22. november"."""
    return _written(on, _day_and_month(), get_locale())


def full_day(on: date) -> str:
    """Such as "22 November 2026"; "22. november 2026"."""
    return _written(on, f"{_day_and_month()} y", get_locale())


def hour(at: time) -> str:
    """Such as "18:20", on the 24-hour clock in every language: half a day's mistake matters with medicines."""
    return at.isoformat("minutes")


@lru_cache(maxsize=4096)
def _written(on: date, pattern: str, locale: Locale) -> str:
    return format_date(on, pattern, locale=locale)


def _day_and_month() -> str:
    # The day first in every language: who reads the month first takes 3/4 for another day.
    return "d MMMM" if current_language() == "en" else "d. MMMM"
