"""Writing what stands on the shelf: the same store and actions as the national façade."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from uuid import UUID

from app.exchange.errors import Refused
from app.fhir.kinds.kind import Written
from app.fhir.kinds.opened import Opened
from app.fhir.shelf import writing
from app.fhir.shelf.meta import local
from app.fhir.shelf.queries import one_row
from app.fhir.shelf.seen import rows_named
from app.fhir.shelf.tables import MODELS, Row
from app.plans.actions.guards import one_writer
from app.plans.actions.singles.identity import public_id
from app.plans.rules import NoChange
from app.platform.elements import Json


@dataclass(frozen=True)
class ShelfWriter:
    """Errors: those of `app.fhir.shelf.writing`."""

    name: str

    def hold(self, opened: Opened, identifiers: Sequence[str]) -> list[Json]:
        one_writer(opened.record)
        rows = rows_named(opened.record, MODELS[self.name], identifiers) if identifiers else []
        return [opened.shelf.resource(row) for row in rows]

    def create(self, opened: Opened, resource: Json) -> Written:
        return _written(opened, writing.create(opened.record, self.name, resource))

    def change(self, opened: Opened, known_as: UUID, resource: Json, seen: int) -> Written:
        one_writer(opened.record)
        row = self._row(opened, known_as)
        writing.refuse_deleted(row)
        with suppress(NoChange):
            writing.change(opened.record, row, opened.shelf.named(resource), seen, lambda: opened.shelf.resource(row))
        return _written(opened.again(), row)

    def delete(self, opened: Opened, known_as: UUID, seen: int | None) -> int:
        one_writer(opened.record)
        row = self._row(opened, known_as)
        writing.delete(opened.record, row, seen)
        version: int = row.version
        return version

    def _row(self, opened: Opened, known_as: UUID) -> Row:
        row = one_row(opened.record, self.name, known_as)
        if row is None:
            raise Refused("CPLF-0007")
        return row


def _written(opened: Opened, row: Row) -> Written:
    return Written(public_id(row), row.version, local(row.updated_at), lambda: opened.shelf.resource(row))
