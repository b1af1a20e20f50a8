"""Choosing to keep a record's plan on a phone, and choosing not to."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import update

from app.access.gate import NotAllowed
from app.access.record import Record
from app.models.offline_copy import OfflineCopy
from app.offline.queries import copy_on, own_phone
from app.platform import clock
from app.platform.db import db
from app.platform.transaction import own_transaction


def keep(record: Record, phone: UUID) -> None:
    """From now on `phone` keeps the record's plan for the actor. Errors: `NotAllowed` where the phone is not theirs."""
    if not own_phone(record, phone):
        raise NotAllowed
    copy = copy_on(record, phone)
    if copy is None:
        db.session.add(OfflineCopy(phone_key_id=phone, record_id=record.id))
    elif copy.ended_at:
        copy.ended_at, copy.chosen_at = None, clock.now()
    db.session.flush()


def end(record: Record, phone: UUID) -> None:
    """`phone` no longer keeps it. Said twice, the first holds."""
    copy = copy_on(record, phone)
    if copy and copy.ended_at is None:
        copy.ended_at = clock.now()
    db.session.flush()


def note_fetched(record: Record, phone: UUID | None) -> None:
    """The phone has been given it now. Kept at once: fetching is a reading, and readings keep nothing of their own."""
    here = (OfflineCopy.record_id == record.id, OfflineCopy.phone_key_id == phone)
    with own_transaction() as connection:
        connection.execute(update(OfflineCopy).where(*here).values(fetched_at=clock.now()))
