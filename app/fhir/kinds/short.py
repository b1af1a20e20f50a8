"""Kinds of which a record holds few: all of them are made, and then chosen among."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from uuid import UUID

from app.access.purposes import Purpose
from app.fhir.kinds.content import coded, dated
from app.fhir.kinds.few import page_of_few
from app.fhir.kinds.kind import Asked, Include, Interaction, Kind, Page, Parameter
from app.fhir.kinds.opened import Opened
from app.fhir.received import elements
from app.platform.elements import Json

READ_ONLY = frozenset({Interaction.READ, Interaction.SEARCH})
SHARED = {
    "_id": Parameter("token", "The id", coded("id")),
    "_lastUpdated": Parameter("date", "When it last changed", dated("meta", "lastUpdated")),
}


def short_kind(
    name: str,
    everything: Callable[[Opened], Iterable[Json]],
    record_of: Callable[[UUID], UUID | None],
    content: Mapping[str, Parameter],
    includes: Mapping[str, Include] | None = None,
    read_for: Purpose = Purpose.FOLLOW_UP,
) -> Kind:
    """A kind that is only read. `everything` are the resources of one record that its opener may see."""
    return Kind(
        name=name,
        interactions=READ_ONLY,
        parameters={**SHARED, **content},
        sorts=frozenset({"_id", "_lastUpdated"}),
        record_of=record_of,
        one=partial(_one, everything),
        many=partial(_many, everything),
        some=partial(_some, everything),
        includes=includes or {},
        read_for=read_for,
    )


def follow(*path: str, to: Sequence[str]) -> Include:
    """What `_include` may follow from the references at `path`."""
    return Include(tuple(to), lambda resource: elements(resource, path))


def _one(everything: Callable[[Opened], Iterable[Json]], opened: Opened, known_as: UUID) -> Json | None:
    return next((each for each in everything(opened) if each["id"] == str(known_as)), None)


def _many(everything: Callable[[Opened], Iterable[Json]], opened: Opened, asked: Asked) -> Page:
    return page_of_few(everything(opened), asked)


def _some(everything: Callable[[Opened], Iterable[Json]], opened: Opened, names: Sequence[str]) -> list[Json]:
    wanted = set(names)
    return [each for each in everything(opened) if wanted & set(_names(each))]


def _names(resource: Json) -> Iterable[str]:
    yield f"urn:uuid:{resource['id']}"
    for each in elements(resource, ("identifier",)):
        yield f"{each.get('system', '')}|{each['value']}"
