"""The kinds that stand on the shelf: plans, problems, goals and measures."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any
from uuid import UUID

from app.fhir.kinds.few import holds
from app.fhir.kinds.kind import Asked, Filter, Include, Interaction, Kind, Page, Parameter
from app.fhir.kinds.opened import Opened
from app.fhir.kinds.request_status import as_shown
from app.fhir.kinds.rows import page_of, page_of_matching
from app.fhir.kinds.shelf_writer import ShelfWriter
from app.fhir.kinds.values import Token, moment_in
from app.fhir.references import identifier_token, own_identifier
from app.fhir.shelf.queries import one_row
from app.fhir.shelf.seen import known_by, record_of_row, seen_rows
from app.fhir.shelf.tables import MODELS
from app.fhir.shelf.writing import refuse_deleted
from app.fhir.versions import Version
from app.platform.elements import Json

EVERYTHING = frozenset(Interaction)


def shelved(
    name: str, columns: Mapping[str, Parameter], content: Mapping[str, Parameter], includes: Mapping[str, Include]
) -> Kind:
    """A kind whose `columns` are searched in SQL, and whose `content` in what is left: the rest of it lies sealed."""
    columns = {**_shared(name), **columns}
    return Kind(
        name=name,
        interactions=EVERYTHING,
        parameters={**columns, **content},
        sorts=frozenset({"_id", "_lastUpdated"}),
        record_of=partial(record_of_row, MODELS[name]),
        one=partial(_one, name),
        many=partial(_many, name, frozenset(columns)),
        some=partial(_some, name),
        includes=includes,
        versions=partial(_versions, name),
        writer=ShelfWriter(name),
    )


def _shared(name: str) -> dict[str, Parameter]:
    model: Any = MODELS[name]
    return {
        "_id": Parameter("token", "The id", lambda token: known_by(model, [own_identifier(token.code)])),
        "_lastUpdated": Parameter("date", "When it last changed", moment_in(model.updated_at)),
        "identifier": Parameter("token", "A business identifier", lambda token: known_by(model, _names(token))),
    }


def _names(token: Token) -> list[str]:
    return identifier_token(token.system, token.code)


def _one(name: str, opened: Opened, known_as: UUID) -> Json | None:
    row = one_row(opened.record, name, known_as)
    if row is None:
        return None
    refuse_deleted(row)
    return opened.shelf.resource(row)


def _many(name: str, in_columns: frozenset[str], opened: Opened, asked: Asked) -> Page:
    model: Any = MODELS[name]
    seen, sorts = seen_rows(opened.record, model), {"_id": model.id, "_lastUpdated": model.updated_at}
    sealed = [each for each in asked.filters if each.name not in in_columns]
    sealed += [found for each in asked.filters if (found := as_shown(each))]
    asked = replace(asked, filters=tuple(each for each in asked.filters if each.name in in_columns))
    if sealed:
        rows, total, after = page_of_matching(seen, asked, sorts, model.id, partial(_matches, opened, sealed))
    else:
        rows, total, after = page_of(seen, asked, sorts, model.id)
    return Page(_resources(opened, rows), total, after)


def _matches(opened: Opened, filters: Sequence[Filter], row: Any) -> bool:
    resource = opened.shelf.resource(row)
    return all(holds(each, resource) for each in filters)


def _some(name: str, opened: Opened, names: Sequence[str]) -> list[Json]:
    return _resources(opened, opened.shelf.named_rows(name, frozenset(names)))


def _versions(name: str, opened: Opened, known_as: UUID) -> list[Version]:
    row = one_row(opened.record, name, known_as)
    return opened.shelf.versions(row) if row else []


def _resources(opened: Opened, rows: Iterable[Any]) -> list[Json]:
    return [opened.shelf.resource(row) for row in rows]
