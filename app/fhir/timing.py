"""FHIR Timing and our rhythm, each as the other.

A rhythm is days (RFC 5545, without DTSTART) and wall times. What it cannot say exactly is kept as it was said and shown in
words, with nothing due by it: "three times a week" without days, every eight hours, before breakfast. Any time we chose would be
a guess.
"""

from __future__ import annotations

from datetime import date

from app.fhir.days import OSLO, fhir_date, fhir_time, first_day, last_day
from app.fhir.spoken import DAYS, spoken_of, timing_of, worded
from app.measures.rules import MOST_TIMES, Rhythm, Spoken
from app.platform.elements import Element, Json

UNITS = {"d": "DAILY", "wk": "WEEKLY", "mo": "MONTHLY", "a": "YEARLY"}
MOST_PERIODS = 999
_SAYS_DAYS = ("period", "dayOfWeek", "timeOfDay")
# How long each time lasts does not say when it is due.
_NOT_DAYS = ("when", "offset", "frequency_max", "period_max", "count", "count_max", "lasts", "lasts_max", "events", "more")


def when_needed(starts_on: date, time_zone: str = OSLO) -> Rhythm:
    return Rhythm(None, (), None, starts_on, None, time_zone)


def from_timing(timing: Element, starts_on: date, time_zone: str = OSLO) -> Rhythm:
    """The rhythm, which counts from `starts_on` where the timing itself does not say. Errors: `InvalidResource`."""
    spoken, repeat = spoken_of(timing), timing.child("repeat")
    bounds = repeat.child("boundsPeriod")
    # What only an abbreviation says leaves the times to the place of care.
    rule = _rrule(spoken) if any(repeat.child(name) for name in _SAYS_DAYS) else None
    return Rhythm(
        rrule=rule,
        times=spoken.times if rule else (),
        latest_by=None,
        starts_on=first_day(bounds.child("start"), time_zone) or starts_on,
        until_on=last_day(bounds.child("end"), time_zone),
        time_zone=time_zone,
        spoken=None if rule else worded(spoken),
    )


def to_timing(rhythm: Rhythm) -> Json | None:
    """The timing, or nothing for what is done when needed. Errors: `ValueError` for days that Timing has no words for."""
    if rhythm.spoken:
        return bounded(timing_of(rhythm.spoken), rhythm)
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


def bounded(timing: Json, rhythm: Rhythm) -> Json:
    """`timing` from the rhythm's first day to its last; one that lasts so or so long does so, until a last day is set."""
    repeat = timing.get("repeat", {})
    if not rhythm.until_on and ("boundsDuration" in repeat or "boundsRange" in repeat):
        return timing
    others = {name: value for name, value in repeat.items() if not name.startswith("bounds")}
    return {**timing, "repeat": {"boundsPeriod": _bounds(rhythm), **others}}


def _rrule(spoken: Spoken) -> str | None:
    """The rule that says exactly this, or nothing."""
    unit, period, days = spoken.unit or "d", spoken.period or "1", spoken.days
    if any(getattr(spoken, name) for name in _NOT_DAYS) or unit not in UNITS or (days and unit in ("mo", "a")):
        return None
    if not period.isdigit() or int(period) > MOST_PERIODS or len(spoken.times) > MOST_TIMES or not _places(spoken, unit):
        return None
    freq, count = UNITS[unit], int(period)
    if days and unit == "d" and (count == 1 or count % 7 == 0):
        # Counted in days from any other weekday, it would never fall on these.
        freq, count = "WEEKLY", max(1, count // 7)
    rule = f"FREQ={freq}" + (f";INTERVAL={count}" if count != 1 else "")
    return rule + (f";BYDAY={','.join(days)}" if days else "")


def _places(spoken: Spoken, unit: str) -> bool:
    """Senders count a week's days, a day's times, both or neither; more than that would be firings we cannot place."""
    times, days = max(1, len(spoken.times)), len(spoken.days) or 1
    return (spoken.frequency or 1) in ({1, times, times * days, days} if unit == "wk" else {1, times})


def _day_name(code: str) -> str:
    for name, known in DAYS.items():
        if known == code:
            return name
    raise ValueError(f"Timing has no words for BYDAY={code}.")


def _bounds(rhythm: Rhythm) -> Json:
    bounds = {"start": fhir_date(rhythm.starts_on), "end": fhir_date(rhythm.until_on)}
    return {name: value for name, value in bounds.items() if value}
