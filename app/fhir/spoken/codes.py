"""Codes of a Timing, and what the abbreviations among them say (FHIR R4 timing-abbreviation)."""

from __future__ import annotations

from app.measures.rules import Spoken
from app.platform.elements import Element

DAYS = {"mon": "MO", "tue": "TU", "wed": "WE", "thu": "TH", "fri": "FR", "sat": "SA", "sun": "SU"}
ABBREVIATIONS = "http://terminology.hl7.org/CodeSystem/v3-GTSAbbreviation"
UCUM = "http://unitsofmeasure.org"
# They leave the times to the place of care, so that nothing is due by them.
_CODES = {
    **{f"Q{hours}H": Spoken(frequency=1, period=str(hours), unit="h") for hours in (1, 2, 3, 4, 6, 8)},
    **{code: Spoken(frequency=many, period="1", unit="d") for code, many in {"BID": 2, "TID": 3, "QID": 4}.items()},
    "QD": Spoken(frequency=1, period="1", unit="d"),
    "QOD": Spoken(frequency=1, period="2", unit="d"),
    "WK": Spoken(frequency=1, period="1", unit="wk"),
    "MO": Spoken(frequency=1, period="1", unit="mo"),
    "AM": Spoken(frequency=1, period="1", unit="d", when=("MORN",)),
    "PM": Spoken(frequency=1, period="1", unit="d", when=("AFT",)),
    "BED": Spoken(frequency=1, period="1", unit="d", when=("HS",)),
}


def abbreviated(code: Element) -> Spoken | None:
    """What an abbreviation says; nothing for any other code."""
    codes = (each.child("code").text(40) for each in code.all("coding") if each.child("system").value == ABBREVIATIONS)
    return next((_CODES[each] for each in codes if each in _CODES), None)
