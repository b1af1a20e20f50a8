"""Check-ins as the mappers take them, some at a time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from uuid import UUID

from sqlalchemy import select

from app.access.record import Record
from app.fhir.references import own_identifier
from app.fhir.reported import Measured, Reported
from app.models.check_in import CheckIn
from app.models.plan import Plan
from app.models.reading import Reading
from app.platform.db import db
from app.readings.rules import KINDS

_ORDER = {kind: place for place, kind in enumerate(KINDS)}


def reports(record: Record, ids: Collection[UUID]) -> dict[UUID, Reported]:
    """Those of the record's check-ins, whole, in three statements."""
    rows = db.session.scalars(select(CheckIn).where(CheckIn.record_id == record.id, CheckIn.id.in_(ids))).all()
    readings, plans = _readings(record, [row.id for row in rows]), _plans(record, {row.plan_id for row in rows if row.plan_id})
    return {
        row.id: Reported(
            id=row.id,
            zone=row.zone,
            worried=row.worried,
            note=row.note,
            language=row.language,
            measured_at=row.measured_at,
            received_at=row.received_at,
            time_zone=row.time_zone,
            written_by_id=row.written_by_id,
            author_name=row.author_name,
            author_role=row.author_role,
            author_organisation=row.author_organisation,
            plan=plans.get(row.plan_id) if row.plan_id else None,
            readings=readings[row.id],
        )
        for row in rows
    }


def _readings(record: Record, ids: Collection[UUID]) -> dict[UUID, list[Measured]]:
    found: dict[UUID, list[Measured]] = defaultdict(list)
    for row in db.session.scalars(select(Reading).where(Reading.record_id == record.id, Reading.check_in_id.in_(ids))):
        found[row.check_in_id].append(Measured(row.id, row.kind, row.code, row.value, row.unit))
    for values in found.values():
        values.sort(key=lambda each: _ORDER.get(each.kind, len(_ORDER)))
    return found


def _plans(record: Record, ids: Collection[UUID]) -> dict[UUID, str]:
    rows = db.session.execute(select(Plan.id, Plan.identifier).where(Plan.record_id == record.id, Plan.id.in_(ids)))
    return {row.id: row.identifier or own_identifier(row.id) for row in rows}
