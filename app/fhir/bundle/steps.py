"""What an entry asks for, as a step that can be taken once every door is open."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeAlias

from app.exchange.errors import Refused
from app.exchange.versions import version_in
from app.fhir import reading, writing
from app.fhir.bundle.entries import Entry
from app.fhir.bundle.references import resolved
from app.fhir.doors import Doors
from app.fhir.identifiers import unless
from app.fhir.kinds.kind import Kind
from app.fhir.reply import Deed, Reply
from app.fhir.search.patients import refuse_numbers
from app.fhir.search.run import search

Step: TypeAlias = Callable[[Mapping[str, str], frozenset[str]], Reply]


def prepare(doors: Doors, entry: Entry, base: str, registry: Mapping[str, Kind]) -> Step:
    """The step, its door opened. Errors: those of the interaction's first half."""
    kind = registry.get(entry.kind)
    if kind is None:
        raise Refused("CPLF-0006", f"There is no such type here. There are {', '.join(sorted(registry))}.", status=404)
    if entry.method == "GET":
        return _taken(_reading(doors, entry, kind, base, registry))
    if entry.pairs or len(entry.parts) != (1 if entry.method == "POST" else 2):
        raise Refused("CPLF-0006", f"{entry.method} goes to {'Type' if entry.method == 'POST' else 'Type/id'}.", status=400)
    if entry.method == "DELETE":
        assert entry.known_as  # noqa: S101 (two parts, as was just seen)
        return _taken(writing.delete(doors, kind, entry.known_as, version_in(entry.if_match)))
    return _writing(doors, entry, kind)


def _taken(deed: Deed) -> Step:
    return lambda _names, _waiting: deed()


def _reading(doors: Doors, entry: Entry, kind: Kind, base: str, registry: Mapping[str, Kind]) -> Deed:
    refuse_numbers(entry.pairs)
    known_as, rest = entry.known_as, entry.parts[2:]
    if known_as is None:
        return search(doors, kind, entry.pairs, base, registry)
    if not rest:
        return reading.read(doors, kind, known_as)
    if rest == ("_history",):
        return reading.history(doors, kind, known_as, base)
    if len(rest) == 2 and rest[0] == "_history" and rest[1].isascii() and rest[1].isdigit() and len(rest[1]) < 10:
        return reading.vread(doors, kind, known_as, int(rest[1]))
    raise Refused("CPLF-0007")


def _writing(doors: Doors, entry: Entry, kind: Kind) -> Step:
    """The deed is told what was sent only when its references are addresses; whom it is about it is told now."""
    assert entry.resource is not None  # noqa: S101 (read so)
    begun = _begin(doors, entry, kind, entry.resource)

    def step(names: Mapping[str, str], waiting: frozenset[str]) -> Reply:
        if not names and not waiting:
            return begun()
        return _begin(doors, entry, kind, resolved(kind.name, entry.resource, names, waiting))()

    return step


def _begin(doors: Doors, entry: Entry, kind: Kind, resource: object) -> Deed:
    if entry.method == "POST":
        return writing.create(doors, kind, resource, unless(entry.if_none_exist))
    assert entry.known_as  # noqa: S101 (two parts, as its caller has seen)
    return writing.update(doors, kind, entry.known_as, resource, version_in(entry.if_match))
