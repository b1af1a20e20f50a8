"""Who a line is about, as a Patient says it, and their yes, as a Consent does (FHIR R4)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime

from app.fhir.days import first_day
from app.fhir.modifiers import resource_of
from app.fhir.systems import D_NUMBER, FODSELSNUMMER
from app.platform import clock
from app.platform.elements import Element, Json

_MAX_NAME = 100


@dataclass(frozen=True)
class Known:
    """Who a patient is, for one who is new here. `birth_date` is as it was told: it is never read from the number."""

    given_name: str
    family_name: str
    birth_date: date | None


@dataclass(frozen=True)
class Consented:
    """A yes to having plans. `at` is when it was given, empty where that is not said."""

    at: datetime | None


def number_in(patient: Json) -> str:
    """The identity number of a Patient. Errors: `InvalidResource`."""
    found = Element("Patient", patient).all("identifier")
    chosen = next((each for each in found if each.child("system").value in (FODSELSNUMMER, D_NUMBER)), None)
    return (chosen or Element("Patient.identifier", None)).child("value").required(20)


def read_patient(patient: Json) -> Known:
    """Errors: `InvalidResource`."""
    root = resource_of("Patient", patient)
    name = next((each for each in root.all("name") if each.child("use").value in (None, "official", "usual")), root.first("name"))
    given = " ".join(each.required(_MAX_NAME) for each in name.all("given"))
    if not given:
        raise Element(f"{name.path}.given", None).invalid("This is missing.")
    if len(given) > _MAX_NAME:
        raise Element(f"{name.path}.given", given).invalid(f"This may be at most {_MAX_NAME} characters long.")
    return Known(given, name.child("family").required(_MAX_NAME), first_day(root.child("birthDate")))


def read_consent(consent: Json) -> Consented:
    """A Consent, which must be a yes that stands. Errors: `InvalidResource`."""
    root = resource_of("Consent", consent)
    if root.child("status").value != "active":
        raise root.child("status").invalid("Only a consent that is active lets a plan in.")
    if root.child("provision").child("type").value not in (None, "permit"):
        raise root.child("provision").child("type").invalid("Only a consent that permits lets a plan in.")
    return Consented(_moment(root.child("dateTime")))


def _moment(element: Element) -> datetime | None:
    text = element.text(40)
    if text is None:
        return None
    try:
        found = datetime.fromisoformat(text if "T" in text else f"{text}T00:00:00+00:00")
        if found.tzinfo is None:
            raise ValueError(text)
        found = found.astimezone(UTC)
    except (ValueError, OverflowError):
        raise element.invalid("This must be a moment with its time zone, as in 2026-03-24T08:00:00+01:00.") from None
    if found > clock.now():
        raise element.invalid("This is still to come.")
    return found
