"""By what name a row is known outside: the UUID of its business identifier where that is one, else its own id."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import suppress
from typing import TypeVar
from uuid import UUID

from sqlalchemy import ColumnElement, or_, select

from app.access.record import Record
from app.models.goal import Goal
from app.models.measure import Measure
from app.models.plan import Plan
from app.models.problem import Problem
from app.plans.actions.guards import refuse_taken
from app.plans.rules import DuplicateIdentifier
from app.plans.rules.references import UnknownReference
from app.platform.db import db, new_id

R = TypeVar("R", Plan, Problem, Goal, Measure)
URN = "urn:uuid:"


def public_id(row: Plan | Problem | Goal | Measure) -> UUID:
    """The id others know the row by."""
    return uuid_of(row.identifier) or row.id


def uuid_of(identifier: str | None) -> UUID | None:
    with suppress(ValueError):
        return UUID(identifier.removeprefix(URN)) if identifier and identifier.startswith(URN) else None
    return None


def find_row(record: Record, model: type[R], known_as: UUID) -> R | None:
    """The record's row others know by that id, removed ones too."""
    name = f"{URN}{known_as}"
    either = or_(model.identifier == name, model.id == known_as)
    rows = db.session.scalars(select(model).where(model.record_id == record.id, either)).all()
    return next((row for row in sorted(rows, key=lambda row: row.identifier != name)), None)


def named(record: Record, model: type[R], names: Iterable[str], place: str) -> dict[str, R]:
    """The record's rows by the names given. Errors: `UnknownReference` at `place` for the first that is not there."""
    wanted = list(names)
    rows = db.session.scalars(select(model).where(_any_of(record, model, wanted))).all() if wanted else []
    found: dict[str, R] = {f"{URN}{row.id}": row for row in rows} | {row.identifier: row for row in rows if row.identifier}
    for number, name in enumerate(wanted):
        if name not in found:
            raise UnknownReference(f"{place}[{number}]")
    return {name: found[name] for name in wanted}


def problem_ids(record: Record, names: Iterable[str], place: str) -> Mapping[str, str]:
    """The ids of the problems named, as goals and measures keep them. Errors: `UnknownReference`."""
    return {name: str(row.id) for name, row in named(record, Problem, names, place).items()}


def claim(model: type[R], identifier: str | None) -> tuple[UUID, str]:
    """The id and the identifier of a new row. Errors: `DuplicateIdentifier`."""
    own = uuid_of(identifier)
    refuse_taken([identifier] if identifier else [])
    if own and db.session.get(model, own):
        raise DuplicateIdentifier
    row_id = own or new_id()
    return row_id, identifier or f"{URN}{row_id}"


def _any_of(record: Record, model: type[R], names: list[str]) -> ColumnElement[bool]:
    ids = [found for found in map(uuid_of, names) if found]
    live = (model.record_id == record.id) & model.deleted_at.is_(None)
    return live & or_(model.identifier.in_(names), model.id.in_(ids))
