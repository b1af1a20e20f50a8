"""v1: the CarePlan addresses one Condition a zone, whose note is what to do."""

from __future__ import annotations

from app.exchange.reader import BadJson, read_json
from app.fhir.modifiers import resource_of
from app.fhir.zones.shape import (
    ZONE_PLAN,
    Zone,
    Zoned,
    check_child,
    check_levels,
    check_zone,
    extended,
    name_of,
    names_of,
    target,
    unextended,
    without,
)
from app.platform.elements import Element, InvalidResource, Json
from app.platform.exact_json import to_text


def write_v1(zoned: Zoned) -> list[Json]:
    """The CarePlan, its zones' Conditions in order, and the others."""
    addresses = [zone.address for zone in zoned.zones]
    plan = {**zoned.plan, **({"addresses": addresses} if addresses else {})}
    return [plan, *(_condition(zone) for zone in zoned.zones), *zoned.others]


def read_v1(resources: list[Json]) -> Zoned:
    """Errors: `InvalidResource`, also for an address that is no zone or was not sent."""
    plan = one_plan(resources)
    addressed = Element("CarePlan", plan).all("addresses")
    if not addressed:
        raise Element("CarePlan.addresses", None).invalid("Name the Condition of each zone.")
    conditions = [each for each in resources if each.get("resourceType") == "Condition"]
    found = [addressed_one(each, conditions) for each in addressed]
    check_levels([(each.path, check_zone(condition, each.path)) for each, condition in zip(addressed, found, strict=True)])
    zones = tuple(_zone(plan, each, condition) for each, condition in zip(addressed, found, strict=True))
    others = tuple(each for each in resources if each is not plan and not any(each is condition for condition in found))
    return Zoned(without(plan, "addresses"), zones, others)


def one_plan(resources: list[Json]) -> Json:
    """The CarePlan that is part of no other. Errors: `InvalidResource` where there is not one."""
    plans = [each for each in resources if each.get("resourceType") == "CarePlan" and not each.get("partOf")]
    if len(plans) != 1:
        raise InvalidResource("CarePlan", "Send one overall CarePlan with its zones.")
    resource_of("CarePlan", plans[0])
    name_of(plans[0])
    return plans[0]


def addressed_one(reference: Element, resources: list[Json]) -> Json:
    """The resource referred to. Errors: `InvalidResource`."""
    name = target(reference)
    found = [each for each in resources if name in names_of(each)]
    if len(found) != 1:
        raise reference.invalid("What this refers to was not sent, or more than once.")
    return found[0]


def _zone(plan: Json, address: Element, condition: Json) -> Zone:
    notes = Element(address.path, condition).all("note")
    note = notes[0] if notes else Element(f"{address.path}.note", None)
    note.child("text").required()
    rest = without(condition, "note") | ({"note": [each.value for each in notes[1:]]} if notes[1:] else {})
    bare, text = unextended(rest, ZONE_PLAN, "valueString")
    return Zone(address.value, bare, note.value, None if text is None else _carried(text, plan, address))


def _carried(text: object, plan: Json, address: Element) -> Json:
    """The zone's own CarePlan, as we once wrote it into the extension. Errors: `InvalidResource`."""
    root = Element(f"{address.path}.extension", _parsed(text))
    if root.value is None or target(check_child(root, plan)) != target(address):
        raise root.invalid(f"{ZONE_PLAN} is ours: send it as it was, or leave it out.")
    child: Json = root.value
    return child


def _parsed(text: object) -> Json | None:
    try:
        found = read_json(text.encode()) if isinstance(text, str) else None
    except (BadJson, UnicodeError):
        return None
    return found if isinstance(found, dict) else None


def _condition(zone: Zone) -> Json:
    whole = {**zone.condition, "note": [zone.note, *zone.condition.get("note", [])]}
    return extended(whole, ZONE_PLAN, "valueString", to_text(zone.plan)) if zone.plan is not None else whole
