"""A plan with zones between the two shapes, and what both are made of."""

from __future__ import annotations

from collections.abc import Iterable
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from app.fhir.modifiers import resource_of
from app.fhir.references import identifier_of
from app.platform.elements import Element, InvalidResource, Json
from app.zones.rules import Level

ZONE_CODES = "http://hl7.no/fhir/ig/planer-hacking/CodeSystem/planer-hacking-observation-severity-zone-cs"
ZONE_NAMES = {Level.GREEN: "Grønn sone", Level.YELLOW: "Gul sone", Level.RED: "Rød sone"}
# Ours: the zone's own CarePlan, which v1 has no place for, and the note it came with, which v2 has none for.
ZONE_PLAN = "urn:egenplan:zone-care-plan"
ZONE_NOTE = "urn:egenplan:zone-note"


@dataclass(frozen=True)
class Zone:
    """One zone. `condition` is its Condition without the action; `note` holds the action and whatever stood with it.

    `address` is the reference to the Condition; `plan` is the zone's own CarePlan where it says more than the rest does.
    """

    address: Json
    condition: Json
    note: Json
    plan: Json | None = None


@dataclass(frozen=True)
class Zoned:
    """The overall CarePlan, which names no zones here, its zones in order, and whatever else came with them."""

    plan: Json
    zones: tuple[Zone, ...]
    others: tuple[Json, ...] = ()


def level_of(condition: Element) -> Level:
    """The zone that a Condition is of. Errors: `InvalidResource`."""
    severity = condition.child("severity")
    coding = next((each for each in severity.all("coding") if each.child("system").value == ZONE_CODES), None)
    if coding is None:
        raise Element(f"{severity.path}.coding", None).invalid(f"A zone has a code of {ZONE_CODES}.")
    coding.child("code").required()
    return coding.child("code").one_of(Level, Level.RED)


def check_zone(condition: Json, path: str) -> Level:
    """Errors: `InvalidResource` where a zone's Condition lacks what either shape must have."""
    resource_of("Condition", condition)
    root = Element(path, condition)
    root.child("clinicalStatus").first("coding").child("code").required()
    root.child("code").child("text").required()
    return level_of(root)


def check_levels(levels: Iterable[tuple[str, Level]]) -> None:
    """Errors: `InvalidResource` at the second zone of one level: one of the two would go unseen."""
    seen: set[Level] = set()
    for path, level in levels:
        if level in seen:
            raise InvalidResource(f"{path}.severity", "There is a zone of this level already.")
        seen.add(level)


def check_child(root: Element, plan: Json) -> Element:
    """The address of a zone's own CarePlan, which must be part of `plan`. Errors: `InvalidResource`."""
    resource_of("CarePlan", root.value)
    above = only(root, "partOf")
    if target(above) not in names_of(plan):
        raise above.invalid("A zone is part of the overall CarePlan that it is sent with.")
    only(root, "activity").child("detail").child("description").required()
    return only(root, "addresses")


def note_of(detail: Element) -> Json:
    """The note that a zone's activity was made of: what to do, and whatever stood with it."""
    note = unextended(detail.value, ZONE_NOTE, "valueAnnotation")[1]
    if note is not None and not isinstance(note, dict):
        raise detail.invalid(f"{ZONE_NOTE} is ours: send it as it was, or leave it out.")
    return {**(note or {}), "text": detail.child("description").required()}


def only(root: Element, name: str) -> Element:
    found = root.all(name)
    if len(found) != 1:
        raise root.child(name).invalid("There must be one.")
    return found[0]


def name_of(plan: Json) -> str:
    """What the zones call the plan. Errors: `InvalidResource` where it has no name."""
    found = Element("CarePlan", plan).child("id").text() or min(names_of(plan), default=None)
    if not found:
        raise InvalidResource("CarePlan.identifier", "The plan needs an id or an identifier, by which its zones can name it.")
    return found


def names_of(resource: Json) -> set[str]:
    """What a reference may end in, to mean this resource."""
    root = Element(str(resource.get("resourceType")), resource)
    return {name.removeprefix("urn:uuid:") for name in (root.child("id").text(), identifier_of(root)) if name}


def target(reference: Element) -> str:
    """The last part of a reference, or the identifier it names."""
    literal = reference.child("reference").text()
    return (literal or reference.child("identifier").child("value").required()).rsplit("/", 1)[-1].removeprefix("urn:uuid:")


def extended(resource: Json, url: str, kind: str, value: Any) -> Json:
    """The resource with one more extension."""
    return {**resource, "extension": [*resource.get("extension", []), {"url": url, kind: value}]}


def unextended(resource: Json, url: str, kind: str) -> tuple[Json, Any]:
    """The resource without that extension, and its value."""
    all_of_them = Element(str(resource.get("resourceType", "")), resource).all("extension")
    found = [each for each in all_of_them if each.child("url").value == url]
    others = [each.value for each in all_of_them if each not in found]
    rest = without(resource, "extension") | ({"extension": others} if others else {})
    return (rest, found[0].child(kind).value) if found else (deepcopy(resource), None)


def without(resource: Json, *names: str) -> Json:
    return {name: value for name, value in resource.items() if name not in names}
