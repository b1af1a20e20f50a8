"""A resource judged, with the place of what is wrong."""

from __future__ import annotations

from typing import Any

from app.fhir.validation.elements import elements_of
from app.fhir.validation.invariants import broken
from app.platform.elements import InvalidResource, Json

MAX_MESSAGE = 200
# Judging costs about 20 µs a part. A plan of a hundred goals and five hundred measures has 2,000.
MAX_PARTS = 10_000


def refuse_vast(kind: str, resource: Json) -> None:
    """Errors: `InvalidResource` where judging the resource would hold others up."""
    parts = 0
    rest: list[Any] = [resource]
    while rest:
        node = rest.pop()
        inner = list(node.values()) if isinstance(node, dict) else node
        parts += len(inner)
        rest += [each for each in inner if isinstance(each, dict | list)]
    if parts > MAX_PARTS:
        raise InvalidResource(kind, f"One resource may have at most {MAX_PARTS} parts.")


def check_resource(kind: str, resource: Json) -> None:
    """Errors: `InvalidResource` for the first thing that is not R4."""
    refuse_vast(kind, resource)
    judged = _judged(kind, resource)
    for element in elements_of(kind, judged, resource):
        for complaint in (element.wrong_type, element.wrong_code, element.wrong_target, broken(element)):
            if complaint:
                raise InvalidResource(*complaint)


def _judged(kind: str, resource: Json) -> Any:
    from fhir.resources.R4B import get_fhir_model_class  # half a second and 36 MB, so not before somebody sends a resource
    from pydantic import ValidationError

    try:
        return get_fhir_model_class(kind).model_validate(resource)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        raise InvalidResource(_path(kind, first["loc"]), _told(first)) from None
    except Exception:
        # Nothing but the resource goes in, and the package trips over what is no FHIR in ways of its own ("_status": 5).
        raise InvalidResource(kind, "This cannot be read as FHIR R4.") from None


def _path(kind: str, place: tuple[int | str, ...]) -> str:
    return kind + "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in place)


def _told(found: Any) -> str:
    """Our own words for the commonest, else the model's, which name elements and types and repeat nothing that was sent."""
    told = {"extra_forbidden": "R4 has no such element.", "missing": "This is missing."}.get(found["type"])
    return told or f"{str(found['msg']).removeprefix('Value error, ').rstrip('.')[:MAX_MESSAGE]}."
