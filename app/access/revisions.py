"""Changing a row so that nothing is overwritten: who and when on the row, and its whole content kept at every version."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from functools import cache
from typing import Any, Protocol
from uuid import UUID

from sqlalchemy import insert, inspect, select

from app.access.record import Record
from app.identity.actor import PATIENT, PATIENTS_SIDE, RELATIVE, UNKNOWN_ROLE
from app.models.record_change import RecordChange
from app.models.revision import Revision
from app.platform import clock
from app.platform.db import Base, db, new_id
from app.platform.types import SealedText

_ADD = insert(Revision.__table__)  # type: ignore[arg-type]  # built once, and past the ORM's own steps
_TELL = insert(RecordChange.__table__)  # type: ignore[arg-type]
# What says when something is due, and whether it has been done: who reminds of it must look again.
_FOLLOWED = frozenset({"measure", "measure_pause", "occurrence", "plan"})


class Stale(Exception):
    """Somebody changed the row after the version the actor had before their eyes."""


class VersionedRow(Protocol):
    id: Any
    version: Any
    updated_at: Any


def author(record: Record) -> dict[str, Any]:
    """The author columns of a row that the record's opener writes."""
    practice = record.actor.practice
    return {
        "written_by_id": record.actor.person_id,
        "author_name": record.actor.name,
        "author_role": _role(record),
        "author_organisation": practice.organisation_name if practice else None,
        "on_behalf": record.on_behalf,
    }


def _role(record: Record) -> str:
    """The patient's side is who has no practice. A role that was entered under its words would be taken for the patient."""
    practice = record.actor.practice
    if practice is None:
        return RELATIVE if record.on_behalf else PATIENT
    return practice.role if practice.role not in PATIENTS_SIDE else UNKNOWN_ROLE


def keep(record: Record, row: Base, comment: str | None = None) -> None:
    """Write `row`, new or changed, in the actor's name, append its revision, and leave word for those who follow it. Flushes.

    Errors: `StaleDataError` where somebody else changed the row meanwhile.
    """
    for name, value in author(record).items():
        setattr(row, name, value)
    row.record_id = record.id  # type: ignore[attr-defined]
    row.updated_at = clock.now()  # type: ignore[attr-defined]
    db.session.add(row)
    db.session.flush()
    db.session.connection().execute(_ADD, _revision(record, row, comment))
    if row.__tablename__ in _FOLLOWED:
        db.session.connection().execute(_TELL, {"id": new_id(), "record_id": record.id})


def refuse_stale(row: VersionedRow, seen_version: int) -> None:
    """Errors: `Stale` unless `seen_version` is the row's version now."""
    if row.version != seen_version:
        raise Stale


def history(record: Record, entity: str, entity_id: UUID) -> list[Revision]:
    """Every version of one row, the newest first."""
    of_row = (Revision.record_id == record.id, Revision.entity == entity, Revision.entity_id == entity_id)
    return list(db.session.scalars(select(Revision).where(*of_row).order_by(Revision.version.desc())))


def _revision(record: Record, row: Base, comment: str | None) -> dict[str, Any]:
    return {
        "id": new_id(),
        "record_id": record.id,
        "entity": row.__tablename__,
        "entity_id": row.id,  # type: ignore[attr-defined]
        "version": row.version,  # type: ignore[attr-defined]
        "content": {name: _kept(kind, getattr(row, name)) for name, kind in _columns(type(row))},
        "comment": comment,
        "at": clock.now(),
        **author(record),
    }


@cache
def _columns(model: type[Base]) -> tuple[tuple[str, object], ...]:
    """The columns of a table with their types."""
    return tuple((column.key, column.columns[0].type) for column in inspect(model).column_attrs)


def _kept(kind: object, value: object) -> object:
    """A value as JSON can hold it; what lies sealed in the row lies sealed here too."""
    if isinstance(kind, SealedText) and isinstance(value, str):
        return SealedText.sealed(value)
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, UUID | Decimal):
        return str(value)
    return value
