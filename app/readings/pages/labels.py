"""What each kind of value is called, and one value in words."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from zoneinfo import ZoneInfo

from app.localisation.moments import day
from app.localisation.text import gettext as _
from app.readings.pages.numerals import number
from app.readings.rules import ASKED, KINDS, Latest, in_groups


def kind_label(name: str) -> str:
    """The name of a kind of value, or of what a plan asks for ("blood_pressure")."""
    labels = {
        "blood_pressure": _("Blood pressure"),
        "blood_pressure_systolic": _("Upper blood pressure"),
        "blood_pressure_diastolic": _("Lower blood pressure"),
        "weight": _("Weight"),
        "oxygen_saturation": _("Oxygen in the blood (SpO₂)"),
        "pulse": _("Pulse"),
        "temperature": _("Temperature"),
        "glucose": _("Blood sugar"),
        "peak_flow": _("Peak flow (PEF)"),
    }
    return labels.get(name, name)


def short_label(name: str) -> str:
    """Which of the two numbers of a blood pressure; empty for what is one number."""
    return {"blood_pressure_systolic": _("Upper"), "blood_pressure_diastolic": _("Lower")}.get(name, "")


def unit_words(name: str) -> str:
    """The unit as people write it."""
    kind = KINDS[ASKED.get(name, (name,))[0]]
    return _("a minute") if kind.name == "pulse" else kind.sign


def reading_words(readings: Iterable[tuple[str, Decimal]]) -> tuple[str, ...]:
    """Each value with its name and unit, the two numbers of a blood pressure as one."""
    values = dict(readings)
    return tuple(
        _("%(what)s %(value)s %(unit)s", what=kind_label(name), value=_value(kinds, values), unit=unit_words(name))
        for name, kinds in in_groups(values)
    )


def last_words(last: Latest | None, time_zone: str) -> str | None:
    """ "Last: 71.8 kg, yesterday"; nothing where there is no last."""
    if last is None:
        return None
    when = day(last.measured_at.astimezone(ZoneInfo(time_zone)).date(), time_zone)
    return _("Last: %(value)s %(unit)s, %(day)s", value=number(last.value), unit=unit_words(last.kind), day=when)


def _value(kinds: tuple[str, ...], values: dict[str, Decimal]) -> str:
    if len(kinds) == 1:
        return number(values[kinds[0]])
    upper, lower = (number(values[kind]) if kind in values else "–" for kind in kinds)
    return f"{upper}/{lower}"
