"""Patient: whose record it is."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import select

from app.fhir.kinds.content import coded
from app.fhir.kinds.kind import Parameter
from app.fhir.kinds.opened import Opened
from app.fhir.kinds.short import short_kind
from app.fhir.resources.patient import to_fhir
from app.models.record import Record as RecordRow
from app.platform.db import db
from app.platform.elements import Json


def record_of(record_id: UUID) -> UUID | None:
    return db.session.scalar(select(RecordRow.id).where(RecordRow.id == record_id))


def _everything(opened: Opened) -> list[Json]:
    """The number is for those who have it already: the patient, and health personnel, whose systems go by it."""
    record = opened.record
    number = opened.number if record.actor.practice or record.actor.person_id == record.subject_id else None
    created_at = db.session.scalars(select(RecordRow.created_at).where(RecordRow.id == record.id)).one()
    return [to_fhir(record.id, record.given_name, record.family_name, record.birth_date, created_at, number)]


PATIENT = short_kind(
    "Patient",
    _everything,
    record_of,
    {"identifier": Parameter("token", "The identity number, in the body of a search only", coded("identifier"))},
)
