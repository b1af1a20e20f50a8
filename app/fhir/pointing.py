"""Whether what is sent points at something, wherever it names a part of the plan.

What cannot be followed is refused, never let fall: a plan that no longer names a part deletes it.
"""

from __future__ import annotations

from collections.abc import Callable

from app.fhir.references import kind_in_address, kind_of, points, target_of
from app.platform.elements import Element, InvalidResource, Json

_POINTING = {
    "CarePlan": (("addresses", "Condition"), ("goal", "Goal"), ("activity", "ServiceRequest")),
    "Goal": (("addresses", "Condition"),),
    "ServiceRequest": (("reasonReference", "Condition"),),
}


class Unresolved(InvalidResource):
    """A reference that nobody here can follow."""


def refuse_unresolved(kind: str, resource: Json, is_elsewhere: Callable[[str], bool] = lambda _: False) -> None:
    """Errors: `Unresolved` for the first reference that names no part of the plan, and no resource of another type either.
    Words alone name nothing, and may stand. `is_elsewhere` knows the addresses of other servers."""
    root = Element(kind, resource)
    for name, target in _POINTING.get(kind, ()):
        for each in root.all(name):
            _refuse(each.child("reference") if name == "activity" else each, target, is_elsewhere)


def _refuse(reference: Element, target: str, is_elsewhere: Callable[[str], bool]) -> None:
    literal = reference.child("reference")
    named = kind_of(reference)
    if not points(reference):
        return
    if kind_in_address(reference) not in ("", named):
        raise Unresolved(reference.path, "The address and the type are of two kinds.")
    if named not in ("", target):
        return
    if not reference.child("identifier").child("value") and is_elsewhere(literal.text() or ""):
        raise Unresolved(literal.path, "This is on another server. Send it, and refer to it here.")
    try:
        target_of(reference)
    except InvalidResource as unreadable:
        raise Unresolved(unreadable.path, unreadable.message) from None
