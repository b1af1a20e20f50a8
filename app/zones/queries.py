"""The zones in force."""

from __future__ import annotations

from sqlalchemy import bindparam, select

from app.access.record import Record
from app.models.contact import Contact
from app.models.plan import Plan
from app.models.zone import Zone
from app.platform.db import db
from app.zones.rules import ContactContent, Level, ZoneContent, ZonePlan

_ZONES = (
    select(Plan.id, Plan.version, Zone.level, Zone.condition, Zone.action, Zone.language)
    .join(Zone, Zone.plan_id == Plan.id)
    .where(
        Plan.record_id == bindparam("record_id"),
        Plan.kind == "self_care",
        Plan.status == "active",
        Plan.deleted_at.is_(None),
        Zone.deleted_at.is_(None),
    )
    .order_by(Plan.created_at.desc(), Plan.id, Zone.position)
)
_CONTACTS = (
    select(Contact.role, Contact.name, Contact.phone, Contact.hours, Contact.levels, Contact.language)
    .where(Contact.record_id == bindparam("record_id"), Contact.plan_id == bindparam("plan_id"), Contact.deleted_at.is_(None))
    .order_by(Contact.position)
)


def current_zones(record: Record) -> ZonePlan | None:
    """The zones and contacts of the record's active self-care plan, or nothing where there is none. Of several, the newest."""
    rows = db.session.execute(_ZONES, {"record_id": record.id}).all()
    if not rows:
        return None
    contacts = db.session.execute(_CONTACTS, {"record_id": record.id, "plan_id": rows[0].id}).all()
    return ZonePlan(
        plan_id=rows[0].id,
        plan_version=rows[0].version,
        zones=tuple(
            ZoneContent(Level(row.level), row.condition, row.action, row.language) for row in rows if row.id == rows[0].id
        ),
        contacts=tuple(
            ContactContent(row.role, row.name, row.phone, row.hours, tuple(row.levels), row.language) for row in contacts
        ),
    )
