"""What a plan came with in another shape than FHIR, kept beside the CarePlan it has since been written as, and never shown there.

A row keeps one received text. So that a plan which both Planer and plain FHIR have written loses nothing of either, Planer's
rides along in an extension that stays inside.
"""

from __future__ import annotations

from app.fhir.extensions import extension, put_extension
from app.fhir.received import resource_in
from app.platform.elements import Element, Json, canonical

KIND, BESIDE = "CarePlan", "urn:egenplan:beside"


def beside(received: str | None) -> str | None:
    """The text in the other shape, wherever it is kept."""
    resource = resource_in(received, KIND)
    return received if resource is None else extension(Element(KIND, resource), BESIDE).child("valueString").text()


def put_beside(received: str | None, other: str | None) -> str | None:
    """`received` with that text in it, or that text alone where there is no CarePlan."""
    resource = resource_in(received, KIND)
    if resource is None:
        return other
    put_extension(resource, BESIDE, "valueString", other)
    return canonical(resource)


def without_beside(resource: Json) -> Json:
    """The CarePlan as it is shown."""
    put_extension(resource, BESIDE, "valueString", None)
    return resource


def refuse_beside(resource: Json) -> None:
    """Errors: `InvalidResource` where somebody sends what is ours to keep."""
    found = extension(Element(KIND, resource), BESIDE)
    if found:
        raise found.invalid("This is not for sending.")
