"""Condition: the problem that goals and measures are for."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from app.fhir.modifiers import resource_of
from app.fhir.received import Write, lay_over, put, put_identifier
from app.fhir.references import identifier_element, identifier_of, own_identifier, require_subject
from app.fhir.systems import CONDITION_CLINICAL
from app.plans.rules import ProblemContent
from app.platform.elements import Element, Json, canonical

if TYPE_CHECKING:
    from app.models.problem import Problem

ACTIVE, ENTERED_IN_ERROR = "active", "entered-in-error"
STATUSES = ("active", "recurrence", "relapse", "inactive", "remission", "resolved")


def from_fhir(resource: Json) -> ProblemContent:
    """Errors: `InvalidResource`."""
    return ProblemContent(**_read(resource), received=canonical(resource))


def to_fhir(problem: Problem, subject: Json, recorder: Json) -> Json:
    """The Condition of a row; `subject` and `recorder` are references, used where the row was not received."""
    now = {
        "text": problem.text,
        "identifier": problem.identifier or own_identifier(problem.id),
        "code_system": problem.code_system,
        "code": problem.code,
        "status": problem.status,
        "language": problem.language,
    }
    codes = partial(_put_code, system=problem.code_system, code=problem.code)
    blank = {"resourceType": "Condition", "subject": subject, "recorder": recorder}
    return lay_over(problem.received, blank, _read, now, _WRITERS | {"code": codes, "code_system": codes})


def _read(resource: Json) -> dict[str, Any]:
    root = resource_of("Condition", resource)
    require_subject(root)
    code = root.child("code")
    coding = code.first("coding")
    return {
        "text": code.child("text").text(500) or coding.child("display").required(500),
        "identifier": identifier_of(root),
        "code_system": coding.child("system").text(200),
        "code": coding.child("code").text(40),
        "status": _status(root),
        "language": root.child("language").text(10) or "nb",
    }


def _status(root: Element) -> str:
    verification = root.child("verificationStatus").first("coding").child("code").text()
    if verification == ENTERED_IN_ERROR:
        return ENTERED_IN_ERROR
    if verification == "refuted":
        return "inactive"
    code = root.child("clinicalStatus").first("coding").child("code")
    found = code.text() or ACTIVE
    if found not in STATUSES:
        raise code.invalid(f"This must be one of: {', '.join(STATUSES)}.")
    return found


def _put_text(resource: Json, text: str) -> None:
    resource.setdefault("code", {})["text"] = text


def _put_code(resource: Json, _changed: Any, system: str | None, code: str | None) -> None:
    put(resource.setdefault("code", {}), "coding", [{"system": system, "code": code}] if code else None)


def _put_status(resource: Json, status: str) -> None:
    name = "verificationStatus" if status == ENTERED_IN_ERROR else "clinicalStatus"
    system = CONDITION_CLINICAL.replace("clinical", "ver-status") if status == ENTERED_IN_ERROR else CONDITION_CLINICAL
    put(resource, name, {"coding": [{"system": system, "code": status}]})


_WRITERS: dict[str, Write] = {
    "text": _put_text,
    "identifier": lambda resource, value: put_identifier(resource, identifier_element(value)),
    "status": _put_status,
    "language": lambda resource, value: put(resource, "language", value),
}
