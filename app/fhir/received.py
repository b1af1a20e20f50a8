"""The resource as it was received, and our columns laid over it, so that what another system PUTs, it GETs back."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from copy import deepcopy
from typing import Any, TypeAlias

from app.platform.elements import Json
from app.platform.exact_json import from_text

Write: TypeAlias = Callable[[Json, Any], None]


def lay_over(
    received: str | None,
    blank: Json,
    read: Callable[[Json], Mapping[str, Any]],
    now: Mapping[str, Any],
    writers: Mapping[str, Write],
) -> Json:
    """The resource received, with each value that is another `now` than it `read` then; a new one begins as `blank`.

    Values that are the same are left as they stood, with every element around them that we do not know.
    """
    came = resource_in(received, blank["resourceType"])
    resource: Json = deepcopy(blank) if came is None else came
    was = {} if came is None else read(resource)
    for name, value in now.items():
        if name in writers and (name not in was or was[name] != value):
            writers[name](resource, value)
    return resource


def resource_in(received: str | None, kind: str) -> Json | None:
    """The `kind` that a row was received as; nothing where it came in another shape, as self-care plans by Planer do."""
    found = from_text(received) if received else None
    return found if isinstance(found, dict) and found.get("resourceType") == kind else None


def elements(resource: Json, path: Sequence[str]) -> Iterator[Any]:
    """Everything at `path`, in lists too."""
    here: list[Any] = [resource]
    for name in path:
        found = (each[name] for each in here if isinstance(each, dict) and name in each)
        here = [part for each in found for part in (each if isinstance(each, list) else [each])]
    yield from here


def put(resource: Json, name: str, value: Any) -> None:
    """Set an element, or take it away where there is no value; FHIR knows no null."""
    if value in (None, [], {}):
        resource.pop(name, None)
    else:
        resource[name] = value


def put_first(resource: Json, name: str, value: Any) -> None:
    """Set the first element of a list and leave the others. None takes the list away: the next would be read in its place."""
    put(resource, name, [value, *resource.get(name, [])[1:]] if value else None)


def put_identifier(resource: Json, identifier: Json) -> None:
    """A resource that came without an identifier has the one we made; one it came with is never changed."""
    resource.setdefault("identifier", [identifier])
