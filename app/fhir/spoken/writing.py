"""The Timing that says what is kept."""

from __future__ import annotations

from app.fhir.days import fhir_time
from app.fhir.spoken.codes import DAYS
from app.fhir.spoken.lengths import bounds_of
from app.fhir.spoken.numbers import decimal
from app.fhir.spoken.reading import AMOUNTS, COUNTS
from app.measures.rules import Spoken
from app.platform.elements import Json


def timing_of(spoken: Spoken) -> Json:
    """What is `more` in it, only the resource as it was received can say."""
    days = {code: name for name, code in DAYS.items()}
    repeat: Json = bounds_of(spoken)
    repeat |= {name: getattr(spoken, ours) for name, ours in COUNTS.items()}
    repeat |= {name: decimal(getattr(spoken, ours)) for name, ours in AMOUNTS.items()}
    repeat |= {"periodUnit": spoken.unit, "durationUnit": spoken.duration_unit, "offset": spoken.offset}
    repeat |= {"dayOfWeek": [days[each] for each in spoken.days], "when": list(spoken.when)}
    repeat["timeOfDay"] = [fhir_time(each) for each in spoken.times]
    timing = {"event": list(spoken.events), "repeat": {name: value for name, value in repeat.items() if value}}
    timing["code"] = {"text": spoken.text} if spoken.text else {}
    return {name: value for name, value in timing.items() if value}
