"""FHIR Timing and our rhythm, each as the other.

A rhythm is days (RFC 5545, without DTSTART) and wall times. What it cannot say exactly is refused, since a measure shown with
another rhythm than the one written would mislead: "three times a week" without days, hours, "before breakfast".
"""

from __future__ import annotations

from datetime import date

from app.fhir.days import OSLO, fhir_date, fhir_time, first_day, last_day, wall_time
from app.measures.rules import Rhythm
from app.platform.elements import Element, Json

DAYS = {"mon": "MO", "tue": "TU", "wed": "WE", "thu": "TH", "fri": "FR", "sat": "SA", "sun": "SU"}
UNITS = {"d": "DAILY", "wk": "WEEKLY", "mo": "MONTHLY", "a": "YEARLY"}
# How long it lasts does not say when it is due.
_KNOWN = {
    "boundsPeriod",
    "frequency",
    "period",
    "periodUnit",
    "dayOfWeek",
    "timeOfDay",
    "duration",
    "durationMax",
    "durationUnit",
}


def when_needed(starts_on: date, time_zone: str = OSLO) -> Rhythm:
    return Rhythm(None, (), None, starts_on, None, time_zone)


def from_timing(timing: Element, starts_on: date, time_zone: str = OSLO) -> Rhythm:
    """The rhythm, which counts from `starts_on` where the timing itself does not say. Errors: `InvalidResource`."""
    repeat = timing.child("repeat")
    if not repeat or timing.child("event"):
        raise timing.invalid("Say how often with repeat.")
    for name in repeat.value if isinstance(repeat.value, dict) else ():
        if name not in _KNOWN:
            raise repeat.child(name).invalid("Egenplan cannot keep this. Use frequency, period, dayOfWeek and timeOfDay.")
    bounds = repeat.child("boundsPeriod")
    times = tuple(sorted({time for each in repeat.all("timeOfDay") if (time := wall_time(each))}))
    return Rhythm(
        rrule=_rrule(repeat, len(times)),
        times=times,
        latest_by=None,
        starts_on=first_day(bounds.child("start"), time_zone) or starts_on,
        until_on=last_day(bounds.child("end"), time_zone),
        time_zone=time_zone,
    )


def to_timing(rhythm: Rhythm) -> Json | None:
    """The timing, or nothing for what is done when needed. Errors: `ValueError` for days that Timing has no words for."""
    if rhythm.rrule is None:
        return None
    parts = dict(part.split("=", 1) for part in rhythm.rrule.split(";"))
    unit = {name: unit for unit, name in UNITS.items()}[parts.pop("FREQ")]
    period = int(parts.pop("INTERVAL", "1"))
    days = [_day_name(each) for each in parts.pop("BYDAY", "").split(",") if each]
    if parts:
        raise ValueError(f"Timing has no words for {rhythm.rrule}.")
    repeat = {
        "boundsPeriod": _bounds(rhythm),
        "frequency": max(1, len(rhythm.times)) * (max(1, len(days)) if unit == "wk" else 1),
        "period": period,
        "periodUnit": unit,
        "dayOfWeek": days,
        "timeOfDay": [fhir_time(time) for time in rhythm.times],
    }
    return {"repeat": {name: value for name, value in repeat.items() if value}}


def _rrule(repeat: Element, times: int) -> str:
    days = [_day_code(each) for each in repeat.all("dayOfWeek")]
    unit = repeat.child("periodUnit").text() or "d"
    if unit not in UNITS:
        raise repeat.child("periodUnit").invalid(f"This must be one of: {', '.join(UNITS)}.")
    if days and unit in ("mo", "a"):
        raise repeat.child("dayOfWeek").invalid("Days of the week go with a period of days or weeks.")
    period = repeat.child("period").whole(1)
    _check_frequency(repeat, max(1, times), len(set(days)) or 1, unit)
    freq = "WEEKLY" if days and unit == "d" and period == 1 else UNITS[unit]
    rule = f"FREQ={freq}" + (f";INTERVAL={period}" if period > 1 else "")
    return rule + (f";BYDAY={','.join(code for code in DAYS.values() if code in days)}" if days else "")


def _check_frequency(repeat: Element, times: int, days: int, unit: str) -> None:
    """Senders count a week's days, a day's times, both or neither; more than that would be firings we cannot place."""
    frequency = repeat.child("frequency")
    sayable = {1, times, times * days, days} if unit == "wk" else {1, times}
    if frequency.whole(1) not in sayable:
        raise frequency.invalid("Say which days (dayOfWeek) and times of day (timeOfDay), one for each time.")


def _day_code(day: Element) -> str:
    code = DAYS.get(day.text() or "")
    if code is None:
        raise day.invalid(f"This must be one of: {', '.join(DAYS)}.")
    return code


def _day_name(code: str) -> str:
    for name, known in DAYS.items():
        if known == code:
            return name
    raise ValueError(f"Timing has no words for BYDAY={code}.")


def _bounds(rhythm: Rhythm) -> Json:
    bounds = {"start": fhir_date(rhythm.starts_on), "end": fhir_date(rhythm.until_on)}
    return {name: value for name, value in bounds.items() if value}
