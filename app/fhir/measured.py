"""What a measured value is called in code systems.

LOINC is what is stored; SNOMED CT and the laboratory code (NLK) stand beside it as HL7 Norge's profiles for home measurements
have them. Units are UCUM. Displays of LOINC codes are LOINC's own.
"""

from __future__ import annotations

from app.fhir.systems import LOINC, SNOMED_CT
from app.platform.elements import Json

UCUM = "http://unitsofmeasure.org"
NLK = "urn:oid:2.16.578.1.12.4.1.1.7280"
CATEGORIES = "http://terminology.hl7.org/CodeSystem/observation-category"
PANEL = "85354-9"
SYSTOLIC, DIASTOLIC = "8480-6", "8462-4"

_DISPLAYS = {
    PANEL: "Blood pressure panel with all children optional",
    SYSTOLIC: "Systolic blood pressure",
    DIASTOLIC: "Diastolic blood pressure",
    "29463-7": "Body weight",
    "59408-5": "Oxygen saturation in Arterial blood by Pulse oximetry",
    "2708-6": "Oxygen saturation in Arterial blood",
    "8867-4": "Heart rate",
    "8310-5": "Body temperature",
    "15074-8": "Glucose [Moles/volume] in Blood",
    "19935-6": "Maximum expiratory gas flow Respiratory system airway by Peak flow meter",
}
# R4's vital signs ask for 2708-6 wherever the more exact code is sent.
_BESIDE: dict[str, tuple[tuple[str, str], ...]] = {
    PANEL: ((SNOMED_CT, "75367002"),),
    SYSTOLIC: ((SNOMED_CT, "271649006"),),
    DIASTOLIC: ((SNOMED_CT, "271650006"),),
    "29463-7": ((SNOMED_CT, "27113001"),),
    "59408-5": ((LOINC, "2708-6"), (SNOMED_CT, "431314004")),
    "8867-4": ((SNOMED_CT, "364075005"),),
    "8310-5": ((SNOMED_CT, "276885007"),),
    "15074-8": ((NLK, "NPU02187"), (SNOMED_CT, "434912009")),
}
LABORATORY = frozenset({"15074-8"})


def coded(code: str) -> Json:
    """A LOINC code with those that mean the same, as CodeableConcept."""
    return {
        "coding": [_coding(LOINC, code), *(_coding(*each) for each in _BESIDE.get(code, ()))],
        "text": _DISPLAYS.get(code, code),
    }


def codes_beside(system: str, code: str) -> tuple[str, ...]:
    """The stored codes that a code of any of the systems means."""
    if system == LOINC and code in _DISPLAYS and code != "2708-6":
        return (code,)
    return tuple(stored for stored, others in _BESIDE.items() if (system, code) in others)


def category(code: str) -> str:
    """A code of observation-category."""
    return "laboratory" if code in LABORATORY else "vital-signs"


def categorised(code: str) -> Json:
    return {"coding": [{"system": CATEGORIES, "code": code}]}


def _coding(system: str, code: str) -> Json:
    shown = _DISPLAYS.get(code) if system == LOINC else None
    return {"system": system, "code": code} | ({"display": shown} if shown else {})
