"""Rhythms and kinds of measure as words."""

from __future__ import annotations

from datetime import date, timedelta

from babel.lists import format_list
from flask_babel import get_locale

from app.localisation.moments import full_day, weekday
from app.localisation.text import gettext as _
from app.localisation.text import ngettext
from app.measures.rules import CATEGORIES, WEEKDAYS, Pattern, Rhythm, pattern

_A_MONDAY = date(2024, 1, 1)


def rhythm_words(rhythm: Rhythm) -> str:
    """ "Every day at 08:00 and 20:00", "Every Monday and Friday at 10:30, at the latest 18:00", "No fixed time"."""
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


def in_words(parts: list[str]) -> str:
    """ "a, b and c"."""
    return format_list(parts, locale=get_locale())


def weekday_names() -> dict[str, str]:
    """Monday to Sunday by their RFC 5545 names."""
    return {code: weekday(_A_MONDAY + timedelta(days=n)) for n, code in enumerate(WEEKDAYS)}


def _days(rule: Pattern) -> str:
    named = in_words([weekday_names()[day] for day in rule.weekdays])
    if rule.unit == "WEEKLY" and named and len(rule.weekdays) < len(WEEKDAYS):
        return _weeks_on(rule.every, named)
    if rule.unit == "WEEKLY" and named and rule.every == 1:
        return ngettext("Every day", "Every %(num)d days", 1)
    return _plain(rule.unit, rule.every)


def _weeks_on(every: int, named: str) -> str:
    if every == 1:
        return _("Every %(weekdays)s", weekdays=named)
    if every == 2:
        return _("Every other week on %(weekdays)s", weekdays=named)
    return _("Every %(number)d weeks on %(weekdays)s", number=every, weekdays=named)


def _plain(unit: str, every: int) -> str:
    if every == 2:
        return {
            "DAILY": _("Every other day"),
            "WEEKLY": _("Every other week"),
            "MONTHLY": _("Every other month"),
            "YEARLY": _("Every other year"),
        }[unit]
    return {
        "DAILY": ngettext("Every day", "Every %(num)d days", every),
        "WEEKLY": ngettext("Every week", "Every %(num)d weeks", every),
        "MONTHLY": ngettext("Every month", "Every %(num)d months", every),
        "YEARLY": ngettext("Every year", "Every %(num)d years", every),
    }[unit]
