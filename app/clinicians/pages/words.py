"""Words the clinic's pages share."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import TypeAlias

from app.localisation.moments import moment
from app.localisation.numbers import number
from app.localisation.text import gettext as _
from app.readings.rules import KINDS

SHOWN_OF_NOTE = 140
LATE_AFTER = timedelta(minutes=30)

Readings: TypeAlias = Iterable[tuple[str, Decimal]]


def born(birth_date: date | None) -> str:
    return _("Born %(year)s", year=str(birth_date.year)) if birth_date else ""


def first_line(note: str | None) -> tuple[str | None, bool]:
    """The note's first line, shortened at a word, and whether that is all of it."""
    if not note:
        return None, True
    line = note.splitlines()[0]
    if len(line) > SHOWN_OF_NOTE:
        line = line[:SHOWN_OF_NOTE].rsplit(" ", 1)[0] + "…"
    elif line != note:
        line += " …"
    return line, line == note


def late_words(measured_at: datetime, received_at: datetime, time_zone: str) -> str:
    """Both times, where it reached us long after it was written; else nothing."""
    if received_at - measured_at < LATE_AFTER:
        return ""
    written, received = (moment(at, time_zone).words for at in (measured_at, received_at))
    return _("Written %(written)s, received %(received)s", written=written, received=received)


def short_readings(readings: Readings) -> tuple[str, ...]:
    """Each value under the short name clinicians use, the two numbers of a blood pressure as one."""
    return tuple(_short(name, value) for name, value in _values(readings).items())


def moved_readings(before: Readings, now: Readings) -> tuple[str, ...]:
    """What was measured both times and is not the same: now, and what it was."""
    old = _values(before)
    moved = {name: value for name, value in _values(now).items() if name in old and old[name] != value}
    return tuple(_("%(now)s (was %(before)s)", now=_short(name, value), before=old[name]) for name, value in moved.items())


def _values(readings: Readings) -> dict[str, str]:
    values = dict(readings)
    upper, lower = values.pop("blood_pressure_systolic", None), values.pop("blood_pressure_diastolic", None)
    pressure = {} if upper is None and lower is None else {"blood_pressure": f"{_number(upper)}/{_number(lower)}"}
    return pressure | {kind: number(values[kind]) for kind in KINDS if kind in values}


def _number(value: Decimal | None) -> str:
    return "–" if value is None else number(value)


def _short(name: str, value: str) -> str:
    words = {
        "blood_pressure": _("BP %(value)s", value=value),
        "weight": _("Weight %(value)s kg", value=value),
        "oxygen_saturation": _("SpO₂ %(value)s %%", value=value),
        "pulse": _("Pulse %(value)s", value=value),
        "temperature": _("Temp %(value)s °C", value=value),
        "glucose": _("Glucose %(value)s mmol/l", value=value),
        "peak_flow": _("PEF %(value)s l/min", value=value),
    }
    return words[name]
