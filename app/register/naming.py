"""Names in a Bundle: everything there is about one patient, and parts go by the identifiers they keep here.

In a Bundle a reference may lead by the id that a resource had on the server it comes from (FHIR R4 §2.36.4.1). Here that id
means nothing, so it is told by the identifier instead; nothing else of a resource is touched.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from typing import Any, TypeAlias
from uuid import UUID

from app.fhir.references import identifier_of, kind_of, reference_to, subject_of
from app.fhir.systems import URI
from app.fhir.zones.shape import ZONE_CODES, names_of
from app.platform.crypto import lookup_hash
from app.platform.elements import Element, InvalidResource, Json, canonical
from app.register.people import number_in

_URN = "urn:uuid:"
Names: TypeAlias = dict[tuple[str, str], str]

_LISTS = {"CarePlan": ("addresses", "goal"), "Goal": ("addresses",), "ServiceRequest": ("reasonReference",)}


def one_subject(resources: list[Json]) -> tuple[str, list[Json]]:
    """The patient all of it is about, and the resources, each naming them by number. Errors: `InvalidResource`."""
    patients = [each for each in resources if each["resourceType"] == "Patient"]
    numbers = [number_in(each) for each in patients]
    told = [_with_number(each, numbers) for each in resources]
    numbers += [number for each in told if (number := _number(each)) is not None]
    if len(set(numbers)) != 1:
        raise InvalidResource("subject", "All of a line is about one patient, named by identity number.")
    return numbers[0], told


def _number(resource: Json) -> str | None:
    kind = resource["resourceType"]
    if kind == "Patient":
        return None
    if kind == "Consent":
        return Element(kind, resource).child("patient").child("identifier").child("value").required(20)
    # A zone's own resources need not say it again.
    return subject_of(Element(kind, resource)) if "subject" in resource else None


def _with_number(resource: Json, numbers: list[str]) -> Json:
    """The resource; where it names the Patient beside it by reference alone, the number stands with that."""
    name = "patient" if resource["resourceType"] == "Consent" else "subject"
    reference = Element(resource["resourceType"], resource).child(name)
    if not numbers or not reference.child("reference") or reference.child("identifier"):
        return resource
    return {**resource, name: {**reference.value, "identifier": {"value": numbers[0]}}}


def named(resources: Iterable[Json], number: str) -> list[Json]:
    """The resources, each with an identifier, and naming each other by it. Errors: `InvalidResource`."""
    sent = [(each, Element(each["resourceType"], each)) for each in resources]
    names: Names = {}
    whole = []
    for resource, root in sent:
        if is_zone(resource):  # found through its plan, by whatever name it has there
            whole.append(resource)
            continue
        own, had = root.child("id").text(64), identifier_of(root)
        name = had or f"{_URN}{_uuid(own) or UUID(hex=lookup_hash(f'{number} {canonical(resource)}')[:32], version=5)}"
        whole.append(resource if had else {**resource, "identifier": [{"system": URI, "value": name}]})
        for each in filter(None, (own, name.removeprefix(_URN))):
            if names.setdefault((root.path, each), name) != name:
                raise root.child("id").invalid("Two resources go by this name.")
    zones = {each for resource, _ in sent if is_zone(resource) for each in names_of(resource)}
    return [_renamed(each, names, zones) for each in whole]


def is_zone(resource: Json) -> bool:
    """Whether it is a zone's Condition, or a zone's own CarePlan."""
    severity = Element("Condition", resource).child("severity") if resource["resourceType"] == "Condition" else None
    coded = severity is not None and any(each.child("system").value == ZONE_CODES for each in severity.all("coding"))
    return coded or (resource["resourceType"] == "CarePlan" and bool(resource.get("partOf")))


def _renamed(resource: Json, names: Names, zones: set[str]) -> Json:
    kind, changed = resource["resourceType"], dict(resource)
    root = Element(kind, resource)
    tell = partial(_told, names=names, zones=zones)
    for name in _LISTS.get(kind, ()):
        if found := root.all(name):
            changed[name] = [tell(each) for each in found]
    if kind == "CarePlan" and (activities := root.all("activity")):
        changed["activity"] = [_in_activity(each, tell) for each in activities]
    return changed


def _in_activity(activity: Element, tell: Callable[[Element], Any]) -> Any:
    reference = activity.child("reference")
    return {**activity.value, "reference": tell(reference)} if reference else activity.value


def _told(reference: Element, names: Names, zones: set[str]) -> Any:
    literal = reference.child("reference").text() or ""
    kind, last = kind_of(reference), literal.rsplit("/", 1)[-1].removeprefix(_URN)
    found = [(each, name) for (each, known), name in names.items() if known == last and kind in ("", each)]
    if literal and len(found) == 1:
        rest = {name: value for name, value in reference.value.items() if name != "reference"}
        return {**rest, **reference_to(*found[0])}
    if not kind and last not in zones:
        raise reference.invalid("What this refers to was not sent.")
    return reference.value


def _uuid(text: str | None) -> UUID | None:
    try:
        return UUID(text) if text else None
    except ValueError:
        return None
