"""What the found resources refer to, each once, as far as the searcher may see it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from app.fhir.kinds.kind import Kind
from app.fhir.kinds.opened import Opened
from app.fhir.references import kind_of, target_of
from app.platform.elements import Element, InvalidResource, Json


def included(
    opened: Opened,
    kind: Kind,
    found: Sequence[Json],
    names: Iterable[str],
    registry: Mapping[str, Kind],
    may_see: Callable[[Kind], bool],
) -> list[Json]:
    """Of the same record alone: what is elsewhere has a door of its own."""
    wanted: dict[str, dict[str, None]] = {}
    for name in names:
        include = kind.includes[name]
        for reference in (each for resource in found for each in include.references(resource)):
            place = Element(kind.name, reference)
            target, of = _target(place), kind_of(place) or include.targets[0]
            if target and of in include.targets:
                wanted.setdefault(of, {})[target] = None
    there = {(each["resourceType"], each["id"]) for each in found}
    brought = [
        each
        for target, identifiers in wanted.items()
        if target in registry and may_see(registry[target])
        for each in registry[target].some(opened, list(identifiers))
    ]
    return [each for each in brought if (each["resourceType"], each["id"]) not in there]


def _target(reference: Element) -> str | None:
    try:
        return target_of(reference)
    except InvalidResource:  # it points at something that was never here
        return None
