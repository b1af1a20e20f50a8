"""What HL7 Norge's profiles are called, on each resource of a plan in either shape."""

from __future__ import annotations

from app.platform.elements import Json

PROFILES = "http://hl7.no/fhir/ig/planer-hacking/StructureDefinition/"
_PLAN, _ZONE_PLAN = {1: "planer-hacking-careplan", 2: "planer-hacking-v2-careplan"}, "planer-hacking-v2-zone-careplan"
_CONDITION = {1: "planer-hacking-zone-condition", 2: "planer-hacking-v2-zone-condition"}


def profiled(resources: list[Json], version: int) -> list[Json]:
    """Each with the profile it follows in that version, and none of the other's."""
    return [_named(each, _profile(each, version)) for each in resources]


def without_profiles(resource: Json) -> Json:
    """The resource without these profiles' names, which are said anew each time it is written."""
    meta = resource.get("meta")
    if not isinstance(meta, dict) or not isinstance(meta.get("profile"), list):
        return resource
    others = [each for each in meta["profile"] if not str(each).startswith(PROFILES)]
    left = {name: value for name, value in meta.items() if name != "profile"} | ({"profile": others} if others else {})
    return {name: value for name, value in resource.items() if name != "meta"} | ({"meta": left} if left else {})


def _profile(resource: Json, version: int) -> str:
    if resource["resourceType"] == "Condition":
        return _CONDITION[version]
    return _ZONE_PLAN if resource.get("partOf") else _PLAN[version]


def _named(resource: Json, name: str) -> Json:
    bare = without_profiles(resource)
    meta = bare.get("meta", {})
    return {**bare, "meta": {**meta, "profile": [*meta.get("profile", []), PROFILES + name]}}
