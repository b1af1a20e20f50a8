"""What must be true of a record whatever was done to it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, func, select

from app.models.consent import Consent
from app.models.contact import Contact
from app.models.goal import Goal
from app.models.measure import Measure
from app.models.person import Person
from app.models.plan import Plan
from app.models.problem import Problem
from app.models.record import Record
from app.models.revision import Revision
from app.models.zone import Zone

VERSIONED: tuple[Any, ...] = (Plan, Problem, Goal, Measure, Zone, Contact)
PARTS: tuple[Any, ...] = (Problem, Goal, Measure, Zone, Contact)


def record_with(connection: Connection, number_hash: str) -> UUID | None:
    """The record of the patient whose number has that hash."""
    found = select(Record.id).join(Person, Person.id == Record.person_id).where(Person.identity_number_hash == number_hash)
    return connection.scalar(found)


def written(connection: Connection, record_id: UUID) -> int:
    """How often anything in the record was written."""
    return connection.scalar(select(func.count()).select_from(Revision).where(Revision.record_id == record_id)) or 0


def broken(connection: Connection, record_id: UUID) -> Iterator[str]:
    """Each invariant that does not hold, in words."""
    for model in VERSIONED:
        yield from _versions(connection, record_id, model)
    plan = (Plan.record_id == record_id, Plan.deleted_at.is_(None), Plan.kind == "treatment", Plan.status == "active")
    active = connection.scalar(select(func.count()).select_from(Plan).where(*plan)) or 0
    if active > 1:
        yield f"{active} active treatment plans"
    standing = (Consent.record_id == record_id, Consent.withdrawn_at.is_(None))
    yes = connection.scalar(select(func.count()).select_from(Consent).where(*standing)) or 0
    if yes > 1:
        yield f"{yes} consents at once"
    if not yes and (left := connection.scalar(select(func.count()).select_from(Plan).where(*plan))):
        yield f"{left} plans without consent"
    for part in PARTS:
        away = select(func.count()).select_from(part).join(Plan, Plan.id == part.plan_id)
        if astray := connection.scalar(away.where(part.record_id == record_id, Plan.record_id != record_id)):
            yield f"{astray} {part.__tablename__} in a plan of another record"
    if connection.scalar(select(func.count()).where(Plan.record_id == record_id, Plan.content_version > Plan.version)):
        yield "a content newer than its plan"


def _versions(connection: Connection, record_id: UUID, model: Any) -> Iterator[str]:
    """The version is the number of revisions, none left out, and no revision is of nothing."""
    counted = (
        select(Revision.entity_id, func.count().label("many"), func.max(Revision.version).label("last"))
        .where(Revision.record_id == record_id, Revision.entity == model.__tablename__)
        .group_by(Revision.entity_id)
    )
    kept = {row.entity_id: (row.many, row.last) for row in connection.execute(counted)}
    rows = {
        row.id: row.version for row in connection.execute(select(model.id, model.version).where(model.record_id == record_id))
    }
    for each in rows.keys() | kept.keys():
        if kept.get(each) != (rows.get(each), rows.get(each)):
            yield f"{model.__tablename__}: version {rows.get(each)}, revisions and the last of them {kept.get(each)}"
