"""A Bundle with a plan in either shape, as somebody sends it."""

from __future__ import annotations

from typing import Any

from app.fhir.systems import D_NUMBER, FODSELSNUMMER
from app.fhir.zones import resources_of
from app.fhir.zones.shape import ZONE_CODES, names_of
from app.platform.elements import Element, InvalidResource, Json

# What the two that are carried out are answered with; a collection is answered by the plan itself.
ANSWERS = {"transaction": "transaction-response", "batch": "batch-response"}
_TYPES = ("collection", *ANSWERS)
_METHODS = ("POST", "PUT")


def carries_zones(sent: object) -> bool:
    """Whether the Bundle holds a zone. Never an error: what is no Bundle carries none."""
    entries = sent.get("entry") if isinstance(sent, dict) else None
    found = [entry.get("resource") for entry in entries if isinstance(entry, dict)] if isinstance(entries, list) else []
    return any(_is_zone(each) for each in found)


def resources_sent(sent: object) -> list[Json]:
    """The plan and its zones, about a patient by number where the Bundle brought the patient along. Errors: `InvalidResource`."""
    if not isinstance(sent, dict) or sent.get("resourceType") != "Bundle":
        raise InvalidResource("Bundle", "Send a Bundle with the CarePlan and the Conditions of its zones.")
    _refuse_other_types(Element("Bundle", sent))
    found = resources_of(sent)
    for place, each in enumerate(found):
        if each.get("resourceType") not in ("CarePlan", "Condition", "Patient"):
            told = "Here are only CarePlan, Condition and Patient. Send others first, by themselves, and refer to them."
            raise InvalidResource(f"Bundle.entry[{place}].resource", told)
    patients = {name: number for each in found if (number := _number(each)) for name in names_of(each)}
    return [_about(each, patients) for each in found if each.get("resourceType") != "Patient"]


def _refuse_other_types(bundle: Element) -> None:
    """Errors: `InvalidResource` for what somebody found or was answered, and for an entry that is not to be written."""
    kind = bundle.child("type")
    if kind.required(40) not in _TYPES:
        raise kind.invalid(f"A plan with zones comes in one of {', '.join(_TYPES)}.")
    for entry in bundle.all("entry") if kind.value in ANSWERS else ():
        method = entry.child("request").child("method")
        if method.required(10) not in _METHODS:
            raise method.invalid(f"One of {', '.join(_METHODS)}: a plan and its zones are written together.")


def _about(resource: Json, patients: dict[str, Json]) -> Json:
    subject = Element(str(resource["resourceType"]), resource).child("subject")
    last = (subject.child("reference").text() or "").rsplit("/", 1)[-1].removeprefix("urn:uuid:")
    return {**resource, "subject": {"type": "Patient", "identifier": patients[last]}} if last in patients else resource


def _number(resource: Json) -> Json | None:
    if resource.get("resourceType") != "Patient":
        return None
    numbers = Element("Patient", resource).all("identifier")
    found: Any = next((each.value for each in numbers if each.child("system").value in (FODSELSNUMMER, D_NUMBER)), None)
    return {"system": found["system"], "value": found["value"]} if found and isinstance(found.get("value"), str) else None


def _is_zone(resource: Any) -> bool:
    severity = resource.get("severity") if isinstance(resource, dict) else None
    codings = severity.get("coding") if isinstance(severity, dict) else None
    return (
        any(isinstance(each, dict) and each.get("system") == ZONE_CODES for each in codings)
        if isinstance(codings, list)
        else False
    )
