"""FHIR request-status and request-intent, which CarePlan and ServiceRequest share."""

from __future__ import annotations

from enum import StrEnum
from typing import TypeVar

from app.platform.elements import Element

E = TypeVar("E", bound=StrEnum)


def active_or_not(resource: Element, codes: type[E]) -> E:
    """The status. "unknown" is read as on hold, since the national service reads all but active as inactive."""
    status = resource.child("status")
    if status.required() == "unknown":
        return codes("on-hold")
    return status.one_of(codes, codes("active"))


def require_plan(resource: Element) -> None:
    """Errors: `InvalidResource` where the resource is an order or a proposal: only plans are kept here."""
    if resource.child("intent").value != "plan":
        raise resource.child("intent").invalid("This must be plan.")
