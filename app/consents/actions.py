"""Recording that the patient says yes, or no longer does."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select

from app.access.record import Record
from app.access.revisions import author
from app.consents.queries import has_consent
from app.consents.rules import PLAN
from app.models.consent import Consent
from app.platform import clock
from app.platform.db import db


def give_consent(record: Record, at: datetime | None = None) -> bool:
    """The patient says yes, now or `at` an earlier moment; answers whether that is new. Said twice, the first one stands."""
    if has_consent(record):
        return False
    db.session.add(Consent(record_id=record.id, kind=PLAN, given_at=at or clock.now(), **author(record)))
    db.session.flush()
    return True


def withdraw_consent(record: Record) -> bool:
    """The patient no longer says yes; answers whether there was a yes to take back. What it allowed is for the caller to end."""
    standing = select(Consent).where(Consent.record_id == record.id, Consent.kind == PLAN, Consent.withdrawn_at.is_(None))
    rows = db.session.scalars(standing).all()
    for row in rows:
        row.withdrawn_at = clock.now()
    db.session.flush()
    return bool(rows)
