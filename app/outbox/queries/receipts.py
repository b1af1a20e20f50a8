"""What has arrived."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select

from app.access.record import Record
from app.models.outbox_receipt import OutboxReceipt
from app.platform.db import db


def receipt(record: Record, item_id: UUID) -> OutboxReceipt | None:
    """The receipt of one item, whosever it is; where it is not of `record`, nobody is told more than that."""
    return db.session.get(OutboxReceipt, item_id)


def missing(record: Record, item_ids: Sequence[UUID]) -> list[UUID]:
    """Of what a phone thinks we have, what we have not: we may have been set back to an older copy of ourselves."""
    own = (OutboxReceipt.record_id == record.id, OutboxReceipt.person_id == record.actor.person_id)
    here = set(db.session.scalars(select(OutboxReceipt.id).where(*own, OutboxReceipt.id.in_(item_ids))))
    return [each for each in item_ids if each not in here]
