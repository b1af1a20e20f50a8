"""What may change the meaning of a resource."""

from __future__ import annotations

from typing import Any

from app.platform.elements import Element, Json

_MODIFIERS = ("modifierExtension", "implicitRules")


def resource_of(kind: str, resource: Json) -> Element:
    """The resource, which must be a `kind` and hold nothing that may change its meaning without our understanding it."""
    root = Element(kind, resource)
    if root.child("resourceType").value != kind:
        raise root.child("resourceType").invalid(f"This must be {kind}.")
    if _has_modifiers(resource):
        _refuse_modifiers(root)
    return root


def _has_modifiers(value: Any) -> bool:
    """Whether there is one anywhere; where it is, only who must be told needs to know."""
    if isinstance(value, dict):
        return any(value.get(name) for name in _MODIFIERS) or any(map(_has_modifiers, value.values()))
    return isinstance(value, list) and any(map(_has_modifiers, value))


def _refuse_modifiers(element: Element) -> None:
    """Unknown modifiers are refused, never dropped: they may turn what is said into its opposite (FHIR R4 §2.4.1)."""
    if isinstance(element.value, list):
        for place, value in enumerate(element.value):
            _refuse_modifiers(Element(f"{element.path}[{place}]", value))
    if isinstance(element.value, dict):
        for name, value in element.value.items():
            found = Element(f"{element.path}.{name}", value)
            if name in _MODIFIERS and value:
                raise found.invalid("Egenplan does not know this, and it may change the meaning of the rest. Send it without.")
            _refuse_modifiers(found)


def refuse_null(element: Element) -> None:
    """FHIR knows no null but in a list beside extensions; sent on, it would break the next reader."""
    if isinstance(element.value, dict):
        for name, value in element.value.items():
            if value is None:
                raise Element(f"{element.path}.{name}", value).invalid("Leave out what has no value.")
            refuse_null(Element(f"{element.path}.{name}", value))
    if isinstance(element.value, list):
        for place, value in enumerate(element.value):
            refuse_null(Element(f"{element.path}[{place}]", value))
