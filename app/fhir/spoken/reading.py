"""All that a Timing says (FHIR R4, datatype Timing). What is possible is taken, also where we have no words for all of it.

Refused is what cannot be meant: no times at all, a time outside the day, a maximum below its minimum, a code R4 does not have.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from app.fhir.days import first_day, wall_time
from app.fhir.spoken.codes import DAYS, abbreviated
from app.fhir.spoken.lengths import lasts_of
from app.fhir.spoken.numbers import amount, one_of, whole
from app.measures.rules import Spoken
from app.measures.rules.spoken import AMBIGUOUS, MEALS, MOMENTS, UNITS
from app.platform.elements import Element, Json

COUNTS = {"frequency": "frequency", "frequencyMax": "frequency_max", "count": "count", "countMax": "count_max"}
AMOUNTS = {"period": "period", "periodMax": "period_max", "duration": "duration", "durationMax": "duration_max"}
_REST = ("id", "boundsPeriod", "boundsDuration", "boundsRange", "periodUnit", "durationUnit")
_KNOWN = {*COUNTS, *AMOUNTS, *_REST, "dayOfWeek", "timeOfDay", "when", "offset"}


def spoken_of(timing: Element) -> Spoken:
    """Errors: `InvalidResource`."""
    repeat, code = timing.child("repeat"), timing.child("code")
    events = tuple(_moment(each) for each in timing.all("event") if each)
    if not (repeat.value or code.value or events):
        raise timing.invalid("Say how often with repeat.")
    said, known = _of_repeat(repeat), abbreviated(code)
    if not said.keys() & {"period", "days", "times", "when"}:
        # A code says it all but for the bounds, which hold besides.
        said |= {"more": bool(said.get("more") or (code and (known is None or events)))}
        said = (known.kept() if known and not events else {}) | said
    lists = {name: tuple(value) for name, value in said.items() if isinstance(value, list)}
    found = Spoken(**said | lists | {"events": events})
    text = code.child("text").text(300) or code.first("coding").child("display").text(300)
    return replace(found, text=text, more=found.more or bool(timing.child("_event")))


def worded(spoken: Spoken) -> Spoken:
    """The same, with `more` set where we cannot say all of it."""
    return replace(spoken, more=spoken.more or not _has_words(spoken))


def _of_repeat(repeat: Element) -> Json:
    more = False
    for name in repeat.value if isinstance(repeat.value, dict) else ():
        more = more or name == "extension" or name.startswith("_")
        if not (name in _KNOWN or name == "extension" or name.startswith("_")):
            raise repeat.child(name).invalid("R4 has no such element.")
    found: Json = {ours: whole(repeat.child(name)) for name, ours in COUNTS.items() if repeat.child(name)}
    found |= {ours: amount(repeat.child(name)) for name, ours in AMOUNTS.items() if repeat.child(name)}
    for name, ours in (("periodUnit", "unit"), ("durationUnit", "duration_unit")):
        found[ours] = one_of(repeat.child(name), UNITS) if repeat.child(name) else None
    days = {DAYS[one_of(each, tuple(DAYS))] for each in repeat.all("dayOfWeek") if each}
    when = {one_of(each, MOMENTS) for each in repeat.all("when") if each}
    found["days"] = [code for code in DAYS.values() if code in days]
    found["times"] = sorted({time for each in repeat.all("timeOfDay") if (time := wall_time(each))})
    found["when"] = [each for each in MOMENTS if each in when]
    found["offset"] = whole(repeat.child("offset"), least=0) if repeat.child("offset") else None
    _refuse_turned(repeat, found)
    lasts = lasts_of(repeat)
    more = more or lasts.pop("more", False)
    return {name: value for name, value in {**found, **lasts, "more": more}.items() if value}


def _refuse_turned(repeat: Element, found: Json) -> None:
    for name in ("frequency", "count", "period", "duration"):
        most = found.get(f"{name}_max")
        if most is not None and Decimal(most) < Decimal(found.get(name) or 0):
            raise repeat.child(f"{name}Max").invalid(f"This must not be less than {name}.")


def _has_words(spoken: Spoken) -> bool:
    """Whether we can say all of it. How many times needs in what; minutes from a moment need one they can be counted from."""
    placed = bool(spoken.days or spoken.times or spoken.when)
    moments = set(spoken.when) <= {*MEALS, "HS", "WAKE"} if spoken.offset else AMBIGUOUS not in spoken.when
    once = spoken.frequency == 1 and not spoken.frequency_max
    counted = bool(spoken.period) or not (spoken.frequency or spoken.frequency_max) or (placed and once)
    units = bool(spoken.unit) or not spoken.period
    units = units and (bool(spoken.duration_unit) or not spoken.duration)
    pairs = ("period", "duration", "count")
    loose = any(getattr(spoken, f"{name}_max") and not getattr(spoken, name) for name in pairs) or (
        spoken.offset and not spoken.when
    )
    return moments and counted and units and not loose and bool(placed or spoken.period or spoken.count or spoken.events)


def _moment(element: Element) -> str:
    """A day or a moment, as it is written. Errors: `InvalidResource`."""
    first_day(element)
    return element.required(40)
