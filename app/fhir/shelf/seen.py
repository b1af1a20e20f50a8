"""The rows of one kind that a reader may see, as SQL: for searches, and for following references."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar
from uuid import UUID

from sqlalchemy import ColumnElement, Select, func, or_, select

from app.access.record import Record
from app.fhir.references import own_identifier
from app.fhir.shelf.queries import UNFINISHED
from app.fhir.shelf.tables import Row
from app.models.goal import Goal
from app.models.measure import Measure
from app.models.plan import Plan
from app.models.problem import Problem
from app.plans.actions.singles.identity import uuid_of
from app.platform.db import db

R = TypeVar("R", Plan, Problem, Goal, Measure)


def seen_rows(record: Record, model: type[R]) -> Select[R]:
    """The live rows of the record that its opener may see."""
    rows = select(model).where(model.record_id == record.id, model.deleted_at.is_(None))
    return rows if record.actor.practice else rows.where(model.status.not_in(UNFINISHED))


def known_by(model: type[Row], names: Sequence[str]) -> ColumnElement[bool]:
    """Those with one of these names: a business identifier, `|value` for one in any system, or `urn:uuid:` and the row's id."""
    ids = [found for found in map(uuid_of, names) if found]
    return or_(model.identifier.in_(names), model.id.in_(ids), *(_ends(model, each) for each in names if each.startswith("|")))


def _ends(model: type[Row], name: str) -> ColumnElement[bool]:
    # Not LIKE: it takes A for a on SQLite.
    return func.substr(model.identifier, func.length(model.identifier) - len(name) + 1) == name


def record_of_row(model: type[Row], known_as: UUID) -> UUID | None:
    """Whose a row is, deleted ones too: for finding the door, never for an answer."""
    return db.session.scalar(select(model.record_id).where(known_by(model, [own_identifier(known_as)])).limit(1))


def rows_named(record: Record, model: type[Row], names: Sequence[str]) -> list[Row]:
    """Those of them the reader may see, the oldest first."""
    seen = seen_rows(record, model).where(known_by(model, names))  # type: ignore[type-var]
    return list(db.session.scalars(seen.order_by(model.created_at, model.id)))
