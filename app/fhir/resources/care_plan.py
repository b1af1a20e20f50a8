"""CarePlan: the plan, of treatment or of self-care, that ties problems, goals and measures together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

from app.fhir.beside import without_beside
from app.fhir.days import fhir_date, first_day
from app.fhir.extensions import extension, put_extension
from app.fhir.modifiers import resource_of
from app.fhir.pointing import refuse_unresolved
from app.fhir.received import Write, lay_over, put, put_identifier
from app.fhir.references import (
    identifier_element,
    identifier_of,
    own_identifier,
    put_targets,
    reference_to,
    require_subject,
    targets_of,
)
from app.fhir.statuses import active_or_not, require_plan
from app.fhir.systems import NEXT_REVIEW, PLAN_KIND, SELF_CARE
from app.goals.rules import GoalContent
from app.measures.rules import MeasureContent
from app.plans.rules import PlanContent, PlanKind, PlanStatus, ProblemContent
from app.platform.elements import Element, InvalidResource, Json, canonical

if TYPE_CHECKING:
    from app.models.plan import Plan

UNTITLED = "Behandlingsplan"
PARTS = {"problems": "CarePlan.addresses", "goals": "CarePlan.goal", "measures": "CarePlan.activity"}
Part = TypeVar("Part", ProblemContent, GoalContent, MeasureContent)


def from_fhir(
    resource: Json,
    problems: Sequence[ProblemContent] = (),
    goals: Sequence[GoalContent] = (),
    measures: Sequence[MeasureContent] = (),
) -> PlanContent:
    """The plan and its parts, in the order it names them. Errors: `InvalidResource`, also for a part that was not sent."""
    read = _read(resource)
    refuse_unresolved("CarePlan", resource)
    return PlanContent(
        problems=_named("problems", read, problems),
        goals=_named("goals", read, goals),
        measures=_named("measures", read, measures),
        received=canonical(resource),
        **{name: value for name, value in read.items() if name not in PARTS},
    )


def from_fhir_alone(resource: Json) -> PlanContent:
    """The plan without its parts, which are resources of their own. Errors: `InvalidResource`."""
    own = {name: value for name, value in _read(resource).items() if name not in PARTS}
    refuse_unresolved("CarePlan", resource)
    return PlanContent(received=canonical(resource), **own)


def named_parts(resource: Json) -> dict[str, tuple[str, ...]]:
    """The identifiers of what the plan refers to, by the names in `PARTS`. Errors: `InvalidResource`."""
    read = _read(resource)
    return {name: read[name] for name in PARTS}


def to_fhir(plan: Plan, subject: Json, author: Json, parts: Mapping[str, Sequence[str]]) -> Json:
    """The CarePlan of a row. `parts` are the identifiers of what is in it, by the names in `PARTS`."""
    now = {
        "kind": plan.kind,
        "title": plan.title,
        "description": plan.description,
        "status": plan.status,
        "starts_on": plan.starts_on,
        "review_on": plan.review_on,
        "language": plan.language,
        "identifier": plan.identifier or own_identifier(plan.id),
        **{name: tuple(parts.get(name, ())) for name in PARTS},
    }
    blank = {"resourceType": "CarePlan", "intent": "plan", "subject": subject, "author": author}
    return without_beside(lay_over(plan.received, blank, _read, now, _WRITERS))


def _read(resource: Json) -> dict[str, Any]:
    root = resource_of("CarePlan", resource)
    require_subject(root)
    require_plan(root)
    return {
        "kind": PlanKind.SELF_CARE if is_self_care(root) else PlanKind.TREATMENT,
        "title": root.child("title").text(300) or UNTITLED,
        "description": root.child("description").text(),
        "status": active_or_not(root, PlanStatus),
        "starts_on": first_day(root.child("period").child("start")),
        "review_on": first_day(extension(root, NEXT_REVIEW).child("valueDate")),
        "language": root.child("language").text(10) or "nb",
        "identifier": identifier_of(root),
        "problems": targets_of(root.all("addresses"), "Condition"),
        "goals": targets_of(root.all("goal"), "Goal"),
        "measures": targets_of([_referred(each) for each in root.all("activity")], "ServiceRequest"),
    }


def is_self_care(root: Element) -> bool:
    """Whether the plan says that it is the patient's own; R4 and the national service have no code for it."""
    codings = (coding for category in root.all("category") for coding in category.all("coding"))
    return any((each.child("system").value, each.child("code").value) == (PLAN_KIND, SELF_CARE) for each in codings)


def _referred(activity: Element) -> Element:
    if activity.child("detail"):
        raise activity.child("detail").invalid("Send the activity as a ServiceRequest, and refer to it.")
    return activity.child("reference")


def _named(name: str, read: Mapping[str, Any], parts: Sequence[Part]) -> tuple[Part, ...]:
    there = {part.identifier: part for part in parts}
    for place, identifier in enumerate(read[name]):
        if identifier not in there:
            raise InvalidResource(f"{PARTS[name]}[{place}]", "What this refers to was not sent.")
    return tuple(there[identifier] for identifier in read[name])


def _put_activities(resource: Json, identifiers: Sequence[str]) -> None:
    there = Element("CarePlan", resource).all("activity")
    known = {target: each.value for each in there for target in targets_of([each.child("reference")], "ServiceRequest")}
    others = [each.value for each in there if each.value not in known.values()]
    added = {each: {"reference": reference_to("ServiceRequest", each)} for each in identifiers}
    put(resource, "activity", others + [known.get(each) or added[each] for each in identifiers])


def _put_kind(resource: Json, kind: str) -> None:
    if kind == PlanKind.SELF_CARE:
        put(resource, "category", [{"coding": [{"system": PLAN_KIND, "code": SELF_CARE}]}, *resource.get("category", [])])


def _put_start(resource: Json, day: Any) -> None:
    period = {**resource.get("period", {})}
    put(period, "start", fhir_date(day))
    put(resource, "period", period)


_WRITERS: dict[str, Write] = {
    "kind": _put_kind,
    "title": lambda resource, value: put(resource, "title", value),
    "description": lambda resource, value: put(resource, "description", value),
    "status": lambda resource, value: put(resource, "status", str(value)),
    "starts_on": _put_start,
    "review_on": lambda resource, day: put_extension(resource, NEXT_REVIEW, "valueDate", fhir_date(day)),
    "language": lambda resource, value: put(resource, "language", value),
    "identifier": lambda resource, value: put_identifier(resource, identifier_element(value)),
    "problems": lambda resource, value: put_targets(resource, "addresses", "Condition", value),
    "goals": lambda resource, value: put_targets(resource, "goal", "Goal", value),
    "measures": _put_activities,
}
