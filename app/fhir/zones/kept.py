"""What zones came with and has no column, kept in the plan as it was received, so that it comes back."""

from __future__ import annotations

from typing import Any

from app.exchange.reader import BadJson, read_json
from app.fhir.zones.shape import Zone, Zoned, check_child, check_zone, extended, name_of, names_of, only, target, unextended
from app.platform.elements import Element, InvalidResource, Json
from app.platform.exact_json import to_text
from app.zones.rules import Level

ZONES = "urn:egenplan:zones"


def with_zones(zoned: Zoned) -> Json:
    """The overall CarePlan with its zones in an extension of ours."""
    zones = [{"address": zone.address, "condition": zone.condition, "note": zone.note, "plan": zone.plan} for zone in zoned.zones]
    return extended(without_zones(zoned.plan), ZONES, "valueString", to_text(zones))


def without_zones(plan: Json) -> Json:
    return unextended(plan, ZONES, "valueString")[0]


def zones_in(plan: Json) -> dict[Level, Zone]:
    """The zones that `with_zones` put there, as parts of `plan`; none where somebody else has written into the extension."""
    text = unextended(plan, ZONES, "valueString")[1]
    try:
        found: Any = read_json(text.encode()) if isinstance(text, str) else []
        return {check_zone(each["condition"], "Condition"): _zone(each, plan) for each in found}
    except (BadJson, InvalidResource, UnicodeError, TypeError, KeyError, AttributeError):
        return {}


def _zone(each: Any, plan: Json) -> Zone:
    target(Element("Condition", each["address"]))
    Element("Condition.note[0]", each["note"]).child("text").required()
    return Zone(each["address"], each["condition"], each["note"], _part_of(plan, each["plan"]))


def _part_of(plan: Json, child: Json | None) -> Json | None:
    """The zone's own CarePlan; the plan may go by another name here than where it came from."""
    if child is None:
        return None
    if target(only(Element("CarePlan", child), "partOf")) not in names_of(plan):
        child = {**child, "partOf": [{"reference": f"CarePlan/{name_of(plan)}"}]}
    check_child(Element("CarePlan", child), plan)
    return child
