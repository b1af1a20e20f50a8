"""Zones as HL7 Norge draws them, in two shapes: v1 (a CarePlan and Conditions) and v2 (a CarePlan for each zone as well).

A plan is a list of resources in either. Each is read to the same `Zoned`, from which either is written, so that nothing is lost
between them: what one shape has no place for travels as an extension of ours.
"""

from app.fhir.zones.content import from_zones, from_zones_alone, to_zoned
from app.fhir.zones.shape import Zone, Zoned
from app.fhir.zones.v1 import read_v1, write_v1
from app.fhir.zones.v2 import read_v2, write_v2
from app.platform.elements import Element, InvalidResource, Json

__all__ = [
    "Zone",
    "Zoned",
    "from_zones",
    "from_zones_alone",
    "is_v2",
    "read_v1",
    "read_v2",
    "read_zones",
    "resources_of",
    "to_zoned",
    "write_v1",
    "write_v2",
]


def is_v2(resources: list[Json]) -> bool:
    """Whether the plan is in the second shape: some CarePlan is part of another."""
    return any(each.get("resourceType") == "CarePlan" and each.get("partOf") for each in resources)


def read_zones(resources: list[Json]) -> Zoned:
    """The plan in whichever shape it came. Errors: `InvalidResource`."""
    if not all(isinstance(each, dict) for each in resources):
        raise InvalidResource("Bundle.entry", "Each of these must be a resource.")
    return read_v2(resources) if is_v2(resources) else read_v1(resources)


def resources_of(bundle: Json) -> list[Json]:
    """What is in a Bundle; a resource without an id goes by the name its entry gives it. Errors: `InvalidResource`."""
    found = []
    for entry in Element("Bundle", bundle).all("entry"):
        resource, name = entry.child("resource"), entry.child("fullUrl").text() or ""
        own = {} if resource.child("id") or not name.startswith("urn:uuid:") else {"id": name.removeprefix("urn:uuid:")}
        if not resource:
            raise resource.invalid("This is missing.")
        found.append({**resource.value, **own})
    return found
