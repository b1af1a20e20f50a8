"""Zones between two systems, and ours."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from uuid import NAMESPACE_URL, uuid5

from app.fhir.references import own_identifier
from app.fhir.resources import care_plan
from app.fhir.systems import CONDITION_CLINICAL, URI
from app.fhir.zones.kept import with_zones, without_zones, zones_in
from app.fhir.zones.shape import ZONE_CODES, ZONE_NAMES, Zone, Zoned, level_of, name_of
from app.goals.rules import GoalContent
from app.measures.rules import MeasureContent
from app.plans.rules import PlanContent, PlanKind, ProblemContent
from app.platform.elements import Element, Json, canonical
from app.zones.rules import ZoneContent

UNTITLED = "Egenbehandlingsplan"


def from_zones(
    zoned: Zoned,
    problems: Sequence[ProblemContent] = (),
    goals: Sequence[GoalContent] = (),
    measures: Sequence[MeasureContent] = (),
) -> PlanContent:
    """The self-care plan; its other parts are those that the CarePlan names. Errors: `InvalidResource`."""
    return _with_zones(zoned, care_plan.from_fhir(without_zones(zoned.plan), problems, goals, measures))


def from_zones_alone(zoned: Zoned) -> PlanContent:
    """The self-care plan without its other parts, which are resources of their own. Errors: `InvalidResource`."""
    return _with_zones(zoned, care_plan.from_fhir_alone(without_zones(zoned.plan)))


def to_zoned(plan: Json, zones: Iterable[ZoneContent]) -> Zoned:
    """The plan whose CarePlan is `plan`, which names no zones yet, and must have an id or an identifier.

    Zones that came as resources are those again, with the words they have now.
    """
    bare, came = without_zones(plan), zones_in(plan)
    language = bare.get("language") or "nb"
    return Zoned(
        bare, tuple(_zone_again(came[zone.level], zone, language) if zone.level in came else _zone(bare, zone) for zone in zones)
    )


def _with_zones(zoned: Zoned, plan: PlanContent) -> PlanContent:
    bare = without_zones(zoned.plan)
    zones = tuple(_content(zone, plan.language) for zone in zoned.zones)
    said_by_columns = to_zoned(bare, zones).zones == zoned.zones
    received = plan.received if said_by_columns else canonical(with_zones(zoned))
    title = plan.title if bare.get("title") else UNTITLED
    return replace(plan, kind=PlanKind.SELF_CARE, title=title, zones=zones, received=received)


def _content(zone: Zone, language: str) -> ZoneContent:
    condition = Element("Condition", zone.condition)
    return ZoneContent(
        level_of(condition),
        condition.child("code").child("text").required(),
        Element("Condition.note[0]", zone.note).child("text").required(),
        condition.child("language").text(10) or language,
    )


def _zone_again(came: Zone, zone: ZoneContent, language: str) -> Zone:
    """The zone it came as. What stood beside words that are gone, their codes and author, goes with them."""
    was, condition = _content(came, language), dict(came.condition)
    if was.condition != zone.condition:
        condition["code"] = {"text": zone.condition}
    if was.language != zone.language:
        condition["language"] = zone.language
    return Zone(came.address, condition, came.note if was.action == zone.action else {"text": zone.action}, came.plan)


def _zone(plan: Json, zone: ZoneContent) -> Zone:
    # Always the same for one zone of one plan, so that a reader can tell it has it already.
    own = uuid5(NAMESPACE_URL, f"{name_of(plan)}/{zone.level}")
    condition = {
        "resourceType": "Condition",
        "id": str(own),
        "language": zone.language,
        "identifier": [{"system": URI, "value": own_identifier(own)}],
        "clinicalStatus": {"coding": [{"system": CONDITION_CLINICAL, "code": "active"}]},
        "severity": {"coding": [{"system": ZONE_CODES, "code": zone.level.value, "display": ZONE_NAMES[zone.level]}]},
        "code": {"text": zone.condition},
        **({"subject": plan["subject"]} if "subject" in plan else {}),
    }
    return Zone({"reference": f"Condition/{own}"}, condition, {"text": zone.action})
