"""Goal: what to reach, the patient's own or the clinicians'."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING, Any

from app.fhir.days import fhir_date, first_day, last_day
from app.fhir.modifiers import resource_of
from app.fhir.pointing import refuse_unresolved
from app.fhir.received import Write, lay_over, put, put_identifier
from app.fhir.references import (
    identifier_element,
    identifier_of,
    is_patient,
    own_identifier,
    put_targets,
    require_subject,
    targets_of,
)
from app.fhir.systems import GOAL_PRIORITY
from app.goals.rules import ExpressedBy, GoalContent, GoalStatus
from app.platform.elements import Json, canonical

if TYPE_CHECKING:
    from app.models.goal import Goal

CLOSED = (GoalStatus.COMPLETED, GoalStatus.CANCELLED)
HIGH = "high-priority"
_CLOSING = ("closed_on", "closing_note")


def from_fhir(resource: Json) -> GoalContent:
    """Errors: `InvalidResource`."""
    read = {name: value for name, value in _read(resource).items() if name not in _CLOSING}
    refuse_unresolved("Goal", resource)
    return GoalContent(**read, received=canonical(resource))


def to_fhir(goal: Goal, subject: Json, expressed_by: Json, problems: Mapping[str, str]) -> Json:
    """The Goal of a row. `expressed_by` is a reference to its author; `problems` are the problems' identifiers by id."""
    now = {
        "text": goal.text,
        "expressed_by": goal.expressed_by,
        "language": goal.language,
        "status": goal.status,
        "matters_most": bool(goal.matters_most),
        "target_on": goal.target_on,
        "problems": tuple(problems.get(each) or own_identifier(each) for each in goal.problem_ids),
        "identifier": goal.identifier or own_identifier(goal.id),
        **_closing(goal),
    }
    blank = {"resourceType": "Goal", "subject": subject}
    return lay_over(goal.received, blank, _read, now, _WRITERS | {"expressed_by": partial(_put_author, author=expressed_by)})


def _closing(goal: Goal) -> dict[str, Any]:
    """When and why it was closed; a goal that came closed keeps what it came with."""
    came_closed = goal.status in CLOSED and goal.closed_on is None
    return {} if came_closed else {"closed_on": goal.closed_on, "closing_note": goal.closing_note}


def _read(resource: Json) -> dict[str, Any]:
    root = resource_of("Goal", resource)
    require_subject(root)
    by_patient = is_patient(root.child("expressedBy"))
    root.child("lifecycleStatus").required()
    status = root.child("lifecycleStatus").one_of(GoalStatus, GoalStatus.ACTIVE)
    closed = status in CLOSED
    return {
        "text": root.child("description").child("text").text()
        or root.child("description").first("coding").child("display").required(),
        "expressed_by": ExpressedBy.PATIENT if by_patient else ExpressedBy.CLINICIAN,
        "language": root.child("language").text(10) or "nb",
        "status": status,
        "matters_most": by_patient and root.child("priority").first("coding").child("code").value == HIGH,
        "target_on": last_day(root.first("target").child("dueDate")),
        "closed_on": first_day(root.child("statusDate")) if closed else None,
        "closing_note": root.child("statusReason").text() if closed else None,
        "problems": targets_of(root.all("addresses"), "Condition"),
        "identifier": identifier_of(root),
    }


def _put_author(resource: Json, _changed: Any, author: Json) -> None:
    put(resource, "expressedBy", author)


def _put_target(resource: Json, target_on: Any) -> None:
    first, *others = resource.get("target") or [{}]
    put(first, "dueDate", fhir_date(target_on))
    put(resource, "target", [first, *others] if first else others)


def _put_priority(resource: Json, matters_most: bool) -> None:
    put(resource, "priority", {"coding": [{"system": GOAL_PRIORITY, "code": HIGH}]} if matters_most else None)


_WRITERS: dict[str, Write] = {
    "text": lambda resource, value: put(resource, "description", {"text": value}),
    "language": lambda resource, value: put(resource, "language", value),
    "status": lambda resource, value: put(resource, "lifecycleStatus", str(value)),
    "matters_most": _put_priority,
    "target_on": _put_target,
    "closed_on": lambda resource, value: put(resource, "statusDate", fhir_date(value)),
    "closing_note": lambda resource, value: put(resource, "statusReason", value),
    "problems": lambda resource, value: put_targets(resource, "addresses", "Condition", value),
    "identifier": lambda resource, value: put_identifier(resource, identifier_element(value)),
}
