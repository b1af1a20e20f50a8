"""What a record has already of that which a line brings."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy import bindparam, select

from app.access.record import Record
from app.identity.actor import Actor
from app.models.contact import Contact
from app.models.measure import Measure
from app.models.plan import Plan
from app.models.record import Record as RecordRow
from app.platform.db import db, fetch
from app.zones.rules import ContactContent

_PLAN = select(Plan.id).where(Plan.record_id == bindparam("record_id"), Plan.identifier == bindparam("identifier"))
_STARTS = select(Measure.identifier, Measure.starts_on).where(
    Measure.record_id == bindparam("record_id"), Measure.identifier.is_not(None)
)


def records_to_move(actor: Actor) -> list[UUID]:
    """Every record there is, the oldest first: whoever moves them opens each by itself."""
    return list(db.session.scalars(select(RecordRow.id).order_by(RecordRow.created_at, RecordRow.id)))


def plan_known_as(record: Record, identifier: str) -> Plan | None:
    """The record's plan of that name, deleted or not."""
    found = fetch(_PLAN, {"record_id": record.id, "identifier": identifier})
    return db.session.get_one(Plan, found[0].id) if found else None


def starts_of(record: Record) -> dict[str, date]:
    """When the record's measures begin, by identifier: what does not say when it begins begins when it did."""
    return {row.identifier: row.starts_on for row in fetch(_STARTS, {"record_id": record.id})}


def contacts_of(record: Record, plan: Plan) -> tuple[ContactContent, ...]:
    """The plan's contacts: a line that brings none takes none away."""
    of_plan = (Contact.record_id == record.id, Contact.plan_id == plan.id, Contact.deleted_at.is_(None))
    rows = db.session.scalars(select(Contact).where(*of_plan).order_by(Contact.position))
    return tuple(ContactContent(row.role, row.name, row.phone, row.hours, tuple(row.levels), row.language) for row in rows)
