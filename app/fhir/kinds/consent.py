"""Consent: every yes to having plans here, and since when each no longer holds."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import select

from app.fhir.kinds.content import coded, dated
from app.fhir.kinds.kind import Parameter
from app.fhir.kinds.met import hands
from app.fhir.kinds.opened import Opened
from app.fhir.kinds.short import short_kind
from app.fhir.resources.consent import to_fhir
from app.models.consent import Consent
from app.platform.db import db
from app.platform.elements import Json


def _record_of(known_as: UUID) -> UUID | None:
    return db.session.scalar(select(Consent.record_id).where(Consent.id == known_as))


def _everything(opened: Opened) -> list[Json]:
    rows = db.session.scalars(select(Consent).where(Consent.record_id == opened.record.id).order_by(Consent.given_at))
    known = hands(opened)
    return [to_fhir(row, opened.subject, known.of(row)) for row in rows]


CONSENT = short_kind(
    "Consent",
    _everything,
    _record_of,
    {
        "status": Parameter("token", "active, or inactive once taken back", coded("status")),
        "date": Parameter("date", "When it was given", dated("dateTime")),
        "period": Parameter("date", "When it holds", dated("provision", "period")),
        "category": Parameter("token", "What sort of consent", coded("category")),
        "identifier": Parameter("token", "Its identifier", coded("identifier")),
    },
)
