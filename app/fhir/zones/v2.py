"""v2: an overall CarePlan, and for each zone a CarePlan that is part of it, addresses its Condition and has one activity."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import replace
from uuid import NAMESPACE_URL, uuid5

from app.fhir.zones.shape import (
    ZONE_NOTE,
    Zone,
    Zoned,
    check_child,
    check_levels,
    check_zone,
    extended,
    name_of,
    note_of,
    only,
    target,
    unextended,
    without,
)
from app.fhir.zones.v1 import addressed_one, one_plan
from app.platform.elements import Element, InvalidResource, Json


def write_v2(zoned: Zoned) -> list[Json]:
    """The overall CarePlan, then each zone's CarePlan and Condition, and the others."""
    pairs = [each for zone in zoned.zones for each in (_written(zoned.plan, zone), zone.condition)]
    return [zoned.plan, *pairs, *zoned.others]


def read_v2(resources: list[Json]) -> Zoned:
    """Errors: `InvalidResource`."""
    plan = one_plan(resources)
    if Element("CarePlan", plan).child("addresses"):
        raise InvalidResource("CarePlan.addresses", "In this shape each zone's own CarePlan addresses its Condition.")
    children = [each for each in resources if each.get("resourceType") == "CarePlan" and each is not plan]
    conditions = [each for each in resources if each.get("resourceType") == "Condition"]
    roots = [Element(f"CarePlan.zone[{place}]", child) for place, child in enumerate(children)]
    found = [addressed_one(check_child(root, plan), conditions) for root in roots]
    check_levels([(root.path, check_zone(each, f"{root.path}.addresses[0]")) for root, each in zip(roots, found, strict=True)])
    zones = tuple(_zone(plan, root, condition) for root, condition in zip(roots, found, strict=True))
    used = [plan, *children, *found]
    return Zoned(plan, zones, tuple(each for each in resources if not any(each is one for one in used)))


def _zone(plan: Json, root: Element, condition: Json) -> Zone:
    note = note_of(only(root, "activity").child("detail"))
    zone = Zone(only(root, "addresses").value, condition, note)
    # What would be written anyhow need not travel; anything else does, whole.
    return zone if _written(plan, zone) == root.value else replace(zone, plan=root.value)


def _written(plan: Json, zone: Zone) -> Json:
    """The zone's CarePlan: the one it came with, with the action as it is now, else one made of what the rest says."""
    child = deepcopy(zone.plan) if zone.plan is not None else _blank(plan, zone)
    detail = child["activity"][0]["detail"]
    if zone.plan is not None and note_of(Element("CarePlan.activity.detail", detail)) == zone.note:
        return child
    detail = {**unextended(detail, ZONE_NOTE, "valueAnnotation")[0], "description": zone.note["text"]}
    if without(zone.note, "text"):
        detail = extended(detail, ZONE_NOTE, "valueAnnotation", zone.note)
    child["activity"][0]["detail"] = detail
    return child


def _blank(plan: Json, zone: Zone) -> Json:
    name, own = name_of(plan), target(Element("reference", zone.address))
    said: Json = {each: plan[each] for each in ("language", "subject") if each in plan}
    return {
        "resourceType": "CarePlan",
        "id": str(uuid5(NAMESPACE_URL, f"{name}/{own}")),
        **said,
        "partOf": [{"reference": f"CarePlan/{name}"}],
        "status": plan.get("status", "active"),
        "intent": "plan",
        "addresses": [zone.address],
        "activity": [{"detail": {"status": "not-started", "description": zone.note["text"]}}],
    }
