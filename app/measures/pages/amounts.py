"""How many times, how long and in how long, where numbers may be ranges and decimals."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from app.localisation.numbers import number
from app.localisation.text import gettext as _
from app.localisation.text import ngettext


def times(least: int, most: int | None = None) -> str:
    """ "once", "3 times", "2–3 times"."""
    if most is None or most == least:
        return ngettext("once", "%(num)d times", least)
    return _("%(number)s times", number=_range(str(least), str(most)))


def length(least: str, most: str | None, unit: str) -> str:
    """ "20 minutes", "1–2 weeks"."""
    return _units(_count(least, most))[unit] % {"number": _range(least, most)}


def per(often: str, period: str, period_max: str | None, unit: str) -> str:
    """ "3 times a week", "3 times per 2 weeks"."""
    if period == "1" and not period_max:
        return _a(unit) % {"times": often}
    return _("%(times)s per %(length)s", times=often, length=length(period, period_max, unit))


def every(period: str, unit: str, period_max: str | None = None) -> str:
    """ "every day", "every 8 hours", "every 4 to 6 hours"; of a broken number: "once per 1.5 hours"."""
    if not period.isdigit() or (period_max and not period_max.isdigit()):
        return per(times(1), period, period_max, unit)
    if period_max and period_max != period:
        return _every_range(unit) % {"least": period, "most": period_max}
    return _every(unit, int(period))


def _every(unit: str, many: int) -> str:
    two = {"d": _("every other day"), "wk": _("every other week"), "mo": _("every other month"), "a": _("every other year")}
    if many == 2 and unit in two:
        return two[unit]
    written: dict[str, Callable[[], str]] = {
        "s": lambda: ngettext("every second", "every %(num)d seconds", many),
        "min": lambda: ngettext("every minute", "every %(num)d minutes", many),
        "h": lambda: ngettext("every hour", "every %(num)d hours", many),
        "d": lambda: ngettext("every day", "every %(num)d days", many),
        "wk": lambda: ngettext("every week", "every %(num)d weeks", many),
        "mo": lambda: ngettext("every month", "every %(num)d months", many),
        "a": lambda: ngettext("every year", "every %(num)d years", many),
    }
    return written[unit]()


def _every_range(unit: str) -> str:
    return {
        "s": _("every %(least)s to %(most)s seconds"),
        "min": _("every %(least)s to %(most)s minutes"),
        "h": _("every %(least)s to %(most)s hours"),
        "d": _("every %(least)s to %(most)s days"),
        "wk": _("every %(least)s to %(most)s weeks"),
        "mo": _("every %(least)s to %(most)s months"),
        "a": _("every %(least)s to %(most)s years"),
    }[unit]


def _a(unit: str) -> str:
    return {
        "s": _("%(times)s a second"),
        "min": _("%(times)s a minute"),
        "h": _("%(times)s an hour"),
        "d": _("%(times)s a day"),
        "wk": _("%(times)s a week"),
        "mo": _("%(times)s a month"),
        "a": _("%(times)s a year"),
    }[unit]


def _units(many: int) -> dict[str, str]:
    return {
        "s": ngettext("%(number)s second", "%(number)s seconds", many, number="%(number)s"),
        "min": ngettext("%(number)s minute", "%(number)s minutes", many, number="%(number)s"),
        "h": ngettext("%(number)s hour", "%(number)s hours", many, number="%(number)s"),
        "d": ngettext("%(number)s day", "%(number)s days", many, number="%(number)s"),
        "wk": ngettext("%(number)s week", "%(number)s weeks", many, number="%(number)s"),
        "mo": ngettext("%(number)s month", "%(number)s months", many, number="%(number)s"),
        "a": ngettext("%(number)s year", "%(number)s years", many, number="%(number)s"),
    }


def _count(least: str, most: str | None) -> int:
    """One, or not one: what the plural goes by."""
    return 1 if (most or least) == least == "1" else 2


def _range(least: str, most: str | None) -> str:
    ends = [least] if most is None or most == least else [least, most]
    return "–".join(number(Decimal(each)) for each in ends)
