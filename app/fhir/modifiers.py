"""What may change the meaning of a resource."""

from __future__ import annotations

from app.platform.elements import Element, Json


def resource_of(kind: str, resource: Json) -> Element:
    """The resource, which must be a `kind` and hold nothing that may change its meaning without our understanding it."""
    root = Element(kind, resource)
    if root.child("resourceType").value != kind:
        raise root.child("resourceType").invalid(f"This must be {kind}.")
    _refuse_modifiers(root)
    return root


def _refuse_modifiers(element: Element) -> None:
    """Unknown modifiers are refused, never dropped: they may turn what is said into its opposite (FHIR R4 §2.4.1)."""
    if isinstance(element.value, list):
        for place, value in enumerate(element.value):
            _refuse_modifiers(Element(f"{element.path}[{place}]", value))
    if isinstance(element.value, dict):
        for name, value in element.value.items():
            found = Element(f"{element.path}.{name}", value)
            if name in ("modifierExtension", "implicitRules") and value:
                raise found.invalid("Egenplan does not know this, and it may change the meaning of the rest. Send it without.")
            _refuse_modifiers(found)
