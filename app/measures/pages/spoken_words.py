"""A rhythm that is only said, as a sentence in the reader's language. Nothing is added, and where it leaves out it says so."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from zoneinfo import ZoneInfo

from babel.dates import format_date
from flask_babel import get_locale

from app.localisation.moments import full_day, hour
from app.localisation.text import gettext as _
from app.measures.pages.amounts import every, length, per, times
from app.measures.pages.day_words import in_words, weekday_names
from app.measures.pages.moments_of_day import moment_words
from app.measures.rules import WEEKDAYS, Spoken

MOST_EVENTS = 12


def spoken_words(spoken: Spoken, latest_by: str | None, time_zone: str) -> str:
    """What cannot all be said is said in the writer's own words, else as far as we can and that there is more."""
    if spoken.more and spoken.text:
        return spoken.text
    parts = list(_parts(spoken, time_zone))
    if latest_by:
        parts.append(_("by %(time)s", time=latest_by))
    if spoken.more:
        parts.append(_("see the plan at your clinic") if parts else _("See the plan at your clinic"))
    words = ", ".join(parts)
    return words[:1].upper() + words[1:]


def in_own_words(spoken: Spoken | None) -> bool:
    """Whether the sentence is the writer's, in the language they wrote in."""
    return bool(spoken and spoken.more and spoken.text)


def _parts(spoken: Spoken, time_zone: str) -> Iterator[str]:
    if spoken.needed:
        yield _("when needed")
    if spoken.events:
        yield _events(spoken.events, time_zone)
    often, left = _often(spoken), _left(spoken)
    if often or left:
        yield " ".join(part for part in (often, left) if part)
    if spoken.duration and spoken.duration_unit:
        yield _("%(length)s each time", length=length(spoken.duration, spoken.duration_max, spoken.duration_unit))
    if spoken.count:
        yield _("%(times)s in all", times=times(spoken.count, spoken.count_max))
    if spoken.lasts_unit:
        lasting = length(spoken.lasts or spoken.lasts_max or "", spoken.lasts_max if spoken.lasts else None, spoken.lasts_unit)
        yield _("for %(length)s", length=lasting) if spoken.lasts else _("for up to %(length)s", length=lasting)


def _often(spoken: Spoken) -> str:
    """How many times in what, or on which days where that says it all."""
    all_week = len(spoken.days) == len(WEEKDAYS)
    days = "" if all_week else in_words([weekday_names()[day] for day in spoken.days])
    if days and _days_say_it(spoken):
        return _("every %(weekdays)s", weekdays=days)
    if not spoken.period or not spoken.unit:
        return every("1", "d") if all_week else ""
    often = _in_a_period(spoken, spoken.period, spoken.unit)
    return _("%(often)s, only on %(weekdays)s", often=often, weekdays=days) if days else often


def _days_say_it(spoken: Spoken) -> bool:
    many, placed = spoken.frequency or 1, max(len(spoken.times), len(spoken.when), 1)
    if spoken.frequency_max or spoken.period_max or spoken.period not in (None, "1"):
        return False
    if spoken.unit == "wk":
        return many in (1, len(spoken.days), placed * len(spoken.days))
    return spoken.unit in (None, "d") and many in (1, placed)


def _in_a_period(spoken: Spoken, period: str, unit: str) -> str:
    many, placed = spoken.frequency or 1, max(len(spoken.times), len(spoken.when), 1)
    if not spoken.frequency_max and (many == 1 or (many == placed and unit == "d")):
        return every(period, unit, spoken.period_max)
    return per(times(many, spoken.frequency_max), period, spoken.period_max, unit)


def _left(spoken: Spoken) -> str:
    """At what times, or at which moments of the day."""
    moments = [moment_words(each, spoken.offset) for each in spoken.when]
    known = [each for each in moments if each]
    at = [_("at %(time)s", time=in_words(list(spoken.times)))] if spoken.times else []
    return in_words([*known, *at])


def _events(events: tuple[str, ...], time_zone: str) -> str:
    written = [_event(each, time_zone) for each in events]
    if len(written) <= MOST_EVENTS:
        return in_words(written)
    return _("%(times)s, from %(first)s to %(last)s", times=times(len(written)), first=written[0], last=written[-1])


def _event(event: str, time_zone: str) -> str:
    try:
        return _day_of(event, time_zone)
    except (ValueError, OverflowError):  # the first and last days there are, in some time zones
        return event


def _day_of(event: str, time_zone: str) -> str:
    if "T" in event:
        local = datetime.fromisoformat(event).astimezone(ZoneInfo(time_zone))
        return _("%(day)s at %(time)s", day=full_day(local.date()), time=hour(local.time()))
    parts = [int(part) for part in event.split("-")]
    if len(parts) == 3:
        return full_day(date(*parts))
    return format_date(date(parts[0], parts[1], 1), "MMMM y", locale=get_locale()) if len(parts) == 2 else str(parts[0])
