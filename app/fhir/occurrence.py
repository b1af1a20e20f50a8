"""When a ServiceRequest is to be done, as a whole: its timing or "when needed", the latest time, and a pause."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from app.fhir.days import fhir_date, fhir_time, first_day, wall_time
from app.fhir.extensions import extension, put_extension
from app.fhir.received import put
from app.fhir.systems import LATEST_BY, PAUSED
from app.fhir.timing import bounded, from_timing, to_timing, when_needed
from app.measures.rules import Rhythm
from app.platform.elements import Element, Json


def rhythm_of(request: Element, starts_on: date, time_zone: str) -> Rhythm:
    """The rhythm; without timing, or with "as needed", nothing is ever due. Errors: `InvalidResource`."""
    for name in ("occurrenceDateTime", "occurrencePeriod"):
        if request.child(name):
            raise request.child(name).invalid("Egenplan keeps rhythms only. Use occurrenceTiming with repeat.")
    timing = request.child("occurrenceTiming")
    rhythm = from_timing(timing, starts_on, time_zone) if timing else when_needed(starts_on, time_zone)
    if request.child("asNeededBoolean").yes() or request.child("asNeededCodeableConcept"):
        spoken = replace(rhythm.spoken, needed=True) if rhythm.spoken else None
        rhythm = replace(rhythm, rrule=None, times=(), spoken=spoken)
    pause = extension(request, PAUSED).child("valuePeriod")
    return replace(
        rhythm,
        latest_by=wall_time(extension(request, LATEST_BY).child("valueTime")),
        paused_on=first_day(pause.child("start"), time_zone),
        resumed_on=first_day(pause.child("end"), time_zone),
    )


def put_rhythm(request: Json, rhythm: Rhythm) -> None:
    """Say `rhythm` in `request`, in place of what it said. A timing that says the same in words stays as it came."""
    was = _in_words(request, rhythm) if rhythm.spoken else None
    if was and was.spoken == rhythm.spoken:
        if (was.starts_on, was.until_on) != (rhythm.starts_on, rhythm.until_on):
            request["occurrenceTiming"] = bounded(request["occurrenceTiming"], rhythm)
    else:
        for name in ("asNeededBoolean", "asNeededCodeableConcept"):
            request.pop(name, None)
        put(request, "occurrenceTiming", to_timing(rhythm))
        needed = rhythm.spoken.needed if rhythm.spoken else rhythm.rrule is None
        put(request, "asNeededBoolean", True if needed else None)
    put_extension(request, LATEST_BY, "valueTime", fhir_time(rhythm.latest_by))
    pause = {"start": fhir_date(rhythm.paused_on), "end": fhir_date(rhythm.resumed_on)}
    put_extension(request, PAUSED, "valuePeriod", {name: day for name, day in pause.items() if day})


def _in_words(request: Json, rhythm: Rhythm) -> Rhythm | None:
    root = Element("ServiceRequest", request)
    return rhythm_of(root, rhythm.starts_on, rhythm.time_zone) if root.child("occurrenceTiming") else None
