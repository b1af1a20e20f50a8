"""FHIR request-status and request-intent, which CarePlan and ServiceRequest share."""

from __future__ import annotations

from enum import StrEnum
from typing import TypeVar

from app.fhir.received import resource_in
from app.platform.elements import Element

ON_HOLD, UNKNOWN = "on-hold", "unknown"
E = TypeVar("E", bound=StrEnum)


def active_or_not(resource: Element, codes: type[E]) -> E:
    """The status. "unknown" is read as on hold, since the national service reads all but active as inactive."""
    status = resource.child("status")
    if status.required() == UNKNOWN:
        return codes(ON_HOLD)
    return status.one_of(codes, codes("active"))


def shown_status(status: str, received: str | None, kind: str) -> str:
    """The status as it is shown: what came as unknown, and has not been changed since, says so."""
    came = resource_in(received, kind) if status == ON_HOLD else None
    return UNKNOWN if came and came.get("status") == UNKNOWN else status


def require_plan(resource: Element) -> None:
    """Errors: `InvalidResource` where the resource is an order or a proposal: only plans are kept here."""
    if resource.child("intent").value != "plan":
        raise resource.child("intent").invalid("This must be plan.")
