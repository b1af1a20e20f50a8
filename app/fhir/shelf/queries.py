"""Rows of one record as other systems need them: by the id others know, by plan, and as they were."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import Date, Uuid, select

from app.access.record import Record
from app.access.revisions import history
from app.fhir.shelf.meta import Author
from app.fhir.shelf.tables import MODELS, Row
from app.models.clinician import Clinician
from app.models.goal import Goal
from app.models.measure import Measure
from app.models.problem import Problem
from app.models.revision import Revision
from app.plans.actions.singles import find_row
from app.platform.db import UtcDateTime, db
from app.platform.types import SealedText

P = TypeVar("P", Problem, Goal, Measure)
UNFINISHED = ("draft", "entered-in-error")


def one_row(record: Record, kind: str, known_as: UUID) -> Row | None:
    """The resource others know by that id, deleted ones too, if the reader may see it."""
    row = find_row(record, MODELS[kind], known_as)  # type: ignore[type-var]
    return row if row is not None and shown_to(record, row) else None


def live_rows(record: Record, model: type[P]) -> list[P]:
    """Every live row of one kind, in the plan's order."""
    of_record = (model.record_id == record.id, model.deleted_at.is_(None))
    return list(db.session.scalars(select(model).where(*of_record).order_by(model.position, model.created_at, model.id)))


def shown_to(record: Record, row: Row) -> bool:
    """Whether the reader may see the row: drafts are the clinicians', and what was entered in error may be another's."""
    return record.actor.practice is not None or row.status not in UNFINISHED


def past_rows(record: Record, row: Row) -> list[tuple[Revision, Row]]:
    """Every version of a row that the reader may see, the newest first."""
    versions = history(record, type(row).__tablename__, row.id)
    found = [(version, as_it_was(type(row), version)) for version in versions]
    return [(version, then) for version, then in found if shown_to(record, then)]


def authors(record: Record, people: Iterable[UUID | None]) -> dict[UUID, tuple[str, str, str]]:
    """The health personnel numbers, organisation numbers and organisations of those who write in the record, by person."""
    ids = {person for person in people if person}
    numbers = (Clinician.person_id, Clinician.hpr_number, Clinician.organisation_number, Clinician.organisation_name)
    rows = db.session.execute(select(*numbers).where(Clinician.person_id.in_(ids)).order_by(Clinician.hpr_number))
    return {row[0]: (row[1], row[2], row[3]) for row in rows}


def author_of(row: Row, known: Mapping[UUID, tuple[str, str, str] | None]) -> Author:
    """Who last updated the row. The organisation's number only where it is that organisation's."""
    found = known.get(row.written_by_id) if row.written_by_id else None
    hpr, number, name = found or (None, None, None)
    same = name == row.author_organisation
    return Author(row.author_name, row.author_role, row.author_organisation, hpr, number if same else None)


def as_it_was(model: type[Row], version: Revision) -> Row:
    """The row at one version, to read from only: it is in no session."""
    columns = {each.key: each.type for each in model.__table__.columns}
    then = {name: _typed(columns[name], value) for name, value in version.content.items() if name in columns}
    return model(**then)


def _typed(column: Any, value: Any) -> Any:
    """A value of a revision, which is plain JSON, as the column has it."""
    if not isinstance(value, str):
        return value
    if isinstance(column, UtcDateTime):
        return datetime.fromisoformat(value)
    if isinstance(column, Date):
        return date.fromisoformat(value)
    if isinstance(column, SealedText):
        return SealedText.opened(value)
    return UUID(value) if isinstance(column, Uuid) else value
