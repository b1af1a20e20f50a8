"""A FHIR Bundle with one patient's plan: a treatment plan as the national pilot has it, or one with HL7 Norge's zones.

What is in it is kept or refused, never passed over: a part the plan does not name would be lost without a word.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, TypeAlias

from app.fhir.modifiers import refuse_null
from app.fhir.references import identifier_of
from app.fhir.resources import care_plan, condition, goal, service_request
from app.fhir.shelf.meta import as_sent
from app.fhir.zones import from_zones, read_zones, resources_of
from app.goals.rules import GoalContent
from app.measures.rules import MeasureContent
from app.plans.rules import PlanContent, ProblemContent
from app.platform.elements import Element, InvalidResource, Json
from app.register.extras import Starts, without_contacts
from app.register.naming import is_zone, named, one_subject
from app.register.people import Consented, Known, read_consent, read_patient

KINDS = ("CarePlan", "Condition", "Goal", "ServiceRequest")
_ABOUT = ("Patient", "Consent")
_UNNAMED = "The plan does not name this."


# With when measures begin that do not say so, and the patient's time zone.
Read: TypeAlias = Callable[[Starts, str], PlanContent]


@dataclass(frozen=True)
class Bundle:
    """What a Bundle brings; see `Arrival`. `parts` are the resources of the plan, none where it brings no plan."""

    number: str
    known: Known | None
    consented: Consented | None
    parts: tuple[Json, ...]

    def read(self, starts: Starts, time_zone: str) -> PlanContent:
        """Errors: `InvalidResource`."""
        contacts = [found for each in self.parts for found in without_contacts(each)[1]]
        parts = [without_contacts(each)[0] for each in self.parts]
        return replace(_read(parts, starts, time_zone), contacts=tuple(contacts))


def read_bundle(value: Json) -> Bundle:
    """Errors: `InvalidResource`."""
    resources = resources_of(value) if value["resourceType"] == "Bundle" else [value]
    if not resources:
        raise InvalidResource("Bundle.entry", "There is nothing in it.")
    for resource in resources:
        kind = resource.get("resourceType")
        if kind not in (*KINDS, *_ABOUT):
            raise InvalidResource("Bundle.entry", f"Egenplan keeps nothing but these: {', '.join((*_ABOUT, *KINDS))}.")
        refuse_null(Element(kind, resource))
    number, resources = one_subject(resources)
    patient, consent = _only(resources, "Patient"), _only(resources, "Consent")
    parts = [each for each in resources if each["resourceType"] in KINDS]
    return Bundle(
        number,
        read_patient(patient) if patient else None,
        read_consent(consent) if consent else None,
        tuple(named(parts, number)),
    )


def _read(parts: list[Json], starts: Starts, time_zone: str) -> PlanContent:
    if any(is_zone(each) for each in parts):
        zoned = read_zones([_kept(each) for each in parts])
        others = [each for each in zoned.others if each["resourceType"] != "CarePlan"]
        return _checked(partial(from_zones, zoned), others, starts, time_zone)
    plans = [as_sent(each) for each in parts if each["resourceType"] == "CarePlan"]
    if len(plans) != 1:
        raise InvalidResource("CarePlan", "Send one plan a line.")
    others = [as_sent(each) for each in parts if each["resourceType"] != "CarePlan"]
    return _checked(partial(care_plan.from_fhir, plans[0]), others, starts, time_zone)


def _checked(make: Callable[..., PlanContent], others: list[Json], starts: Starts, time_zone: str) -> PlanContent:
    """The plan with its parts, all of which it must name."""
    problems, goals, measures = _problems(others), _goals(others), _measures(others, starts, time_zone)
    content = make(problems, goals, measures)
    sent: list[tuple[str, list[Any], tuple[Any, ...]]] = [
        ("Condition", problems, content.problems),
        ("Goal", goals, content.goals),
        ("ServiceRequest", measures, content.measures),
    ]
    for kind, brought, kept in sent:
        if len(brought) != len(kept):
            raise InvalidResource(kind, _UNNAMED)
    return content


def _problems(others: list[Json]) -> list[ProblemContent]:
    return [condition.from_fhir(each) for each in others if each["resourceType"] == "Condition"]


def _goals(others: list[Json]) -> list[GoalContent]:
    return [goal.from_fhir(each) for each in others if each["resourceType"] == "Goal"]


def _measures(others: list[Json], starts: Starts, time_zone: str) -> list[MeasureContent]:
    sent = [each for each in others if each["resourceType"] == "ServiceRequest"]
    return [service_request.from_fhir(each, starts(identifier_of(Element("ServiceRequest", each))), time_zone) for each in sent]


def _kept(resource: Json) -> Json:
    """Without what was its server's to say; its id stays, by which the zones name each other."""
    return as_sent(resource) | ({"id": resource["id"]} if "id" in resource else {})


def _only(resources: list[Json], kind: str) -> Json | None:
    found = [each for each in resources if each["resourceType"] == kind]
    if len(found) > 1:
        raise InvalidResource(kind, "Send one a line.")
    return found[0] if found else None
