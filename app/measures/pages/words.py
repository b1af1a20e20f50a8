"""Rhythms and kinds of measure as words."""

from __future__ import annotations

from datetime import date

from app.localisation.moments import full_day
from app.localisation.text import gettext as _
from app.localisation.text import ngettext
from app.measures.pages.amounts import every
from app.measures.pages.day_words import in_words, weekday_names
from app.measures.pages.spoken_words import spoken_words
from app.measures.rules import CATEGORIES, WEEKDAYS, Pattern, Rhythm, pattern


def rhythm_words(rhythm: Rhythm) -> str:
    """ "Every day at 08:00 and 20:00", "Every Monday and Friday at 10:30, at the latest 18:00", "No fixed time"."""
    if rhythm.spoken:
        return spoken_words(rhythm.spoken, rhythm.latest_by, rhythm.time_zone)
    if not rhythm.rrule:
        return _("No fixed time")
    days = _days(pattern(rhythm.rrule))
    if not rhythm.times:
        return _("%(days)s, by %(limit)s", days=days, limit=rhythm.latest_by) if rhythm.latest_by else days
    times = in_words(sorted(rhythm.times))
    if rhythm.latest_by:
        return _("%(days)s at %(times)s, by %(limit)s at the latest", days=days, times=times, limit=rhythm.latest_by)
    return _("%(days)s at %(times)s", days=days, times=times)


def span_words(rhythm: Rhythm, today: date) -> str | None:
    """From when or until when, where that is not simply now."""
    starts, until = rhythm.starts_on > today, rhythm.until_on
    if starts and until:
        return _("From %(start)s until %(end)s", start=full_day(rhythm.starts_on), end=full_day(until))
    if starts:
        return _("From %(start)s", start=full_day(rhythm.starts_on))
    return _("Until %(end)s", end=full_day(until)) if until else None


def category_label(code: str | None, text: str | None) -> str:
    """The kind of measure: its own text, else the name of its code, else nothing."""
    return text or categories().get(code or "", "")


def categories() -> dict[str, str]:
    """The kinds the national list knows, by code."""
    names = (
        _("Physical activity"),
        _("Medicines"),
        _("Food and drink"),
        _("Measurements"),
        _("Mental health"),
        _("Way of living"),
    )
    return dict(zip(CATEGORIES, names, strict=True))


def _days(rule: Pattern) -> str:
    named = in_words([weekday_names()[day] for day in rule.weekdays])
    if rule.unit == "WEEKLY" and named and len(rule.weekdays) < len(WEEKDAYS):
        return _weeks_on(rule.every, named)
    if rule.unit == "WEEKLY" and named and rule.every == 1:
        return ngettext("Every day", "Every %(num)d days", 1)
    return _plain(rule.unit, rule.every)


def _weeks_on(each: int, named: str) -> str:
    if each == 1:
        return _("Every %(weekdays)s", weekdays=named)
    if each == 2:
        return _("Every other week on %(weekdays)s", weekdays=named)
    return _("Every %(number)d weeks on %(weekdays)s", number=each, weekdays=named)


def _plain(unit: str, each: int) -> str:
    words = every(str(each), {"DAILY": "d", "WEEKLY": "wk", "MONTHLY": "mo", "YEARLY": "a"}[unit])
    return words[:1].upper() + words[1:]
