"""Whom a resource that was sent is about: named by address, by identity number, or both, and by nobody else's."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

from app.exchange.errors import Refused
from app.fhir.addresses import is_elsewhere
from app.fhir.kinds.opened import Opened
from app.fhir.references import is_patient, without_version
from app.fhir.systems import D_NUMBER, FODSELSNUMMER
from app.platform.elements import Element, Json

NUMBERS = (FODSELSNUMMER, D_NUMBER)


def patient_id(reference: Element) -> UUID | None:
    """The record in `Patient/<id>`, nothing where no address is given. Errors: `InvalidResource`, `Refused`."""
    text = reference.child("reference").text(300)
    if text is None:
        return None
    kind, _, last = without_version(text).rpartition("/")
    if kind.rsplit("/", 1)[-1] != "Patient" or is_elsewhere(text):
        raise reference.child("reference").invalid("Name the patient, as in Patient/<id>.")
    try:
        return UUID(last)
    except ValueError:
        raise Refused("CPLF-0007", "There is no such patient.", reference.path) from None


def patient_number(reference: Element) -> str | None:
    """The identity number the reference names the patient by."""
    identifier = reference.child("identifier")
    if identifier and identifier.child("system").value not in (None, *NUMBERS):
        raise identifier.child("system").invalid(f"A patient is named by a number of {FODSELSNUMMER} or {D_NUMBER}.")
    return identifier.child("value").text(20)


def refuse_others(opened: Opened, kind: str, resource: Json) -> None:
    """Errors: `InvalidResource` where the subject, or any other patient in the resource, is not the opened record's."""
    for reference in (Element(kind, resource).child("subject"), *_patients(Element(kind, resource))):
        named, number = patient_id(reference), patient_number(reference)
        if named not in (None, opened.record.id) or number not in (None, opened.number):
            raise reference.invalid("This is another patient than the resource is about.")


def _patients(element: Element) -> Iterator[Element]:
    if isinstance(element.value, list):
        for place, value in enumerate(element.value):
            yield from _patients(Element(f"{element.path}[{place}]", value))
    elif isinstance(element.value, dict):
        parts = (element.value.get("reference"), element.value.get("type"))
        if all(isinstance(part, str | None) for part in parts) and is_patient(element):
            yield element
        for name, value in element.value.items():
            yield from _patients(Element(f"{element.path}.{name}", value))
