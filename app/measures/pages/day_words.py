"""Weekdays and lists in the reader's language."""

from __future__ import annotations

from datetime import date, timedelta

from babel.lists import format_list
from flask_babel import get_locale

from app.localisation.moments import weekday
from app.measures.rules import WEEKDAYS

_A_MONDAY = date(2024, 1, 1)


def in_words(parts: list[str]) -> str:
    """ "a, b and c"."""
    return format_list(parts, locale=get_locale())


def weekday_names() -> dict[str, str]:
    """Monday to Sunday by their RFC 5545 names."""
    return {code: weekday(_A_MONDAY + timedelta(days=n)) for n, code in enumerate(WEEKDAYS)}
