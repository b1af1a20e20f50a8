"""What came from somebody who might not write when it was written or received."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import func, select

from app.access.gate import NoSuchRecord
from app.access.record import Record
from app.models.quarantined_item import QuarantinedItem
from app.platform.db import db

_UNDECIDED = QuarantinedItem.decision.is_(None)


@dataclass(frozen=True)
class Waiting:
    """One item. `content` is what was typed, by the names of the form's fields."""

    id: UUID
    person_id: UUID
    author_name: str
    kind: str
    content: dict[str, Any]
    measured_at: datetime
    received_at: datetime


def quarantined(record: Record, item_id: UUID | None = None) -> list[Waiting]:
    """What nobody has decided about, the oldest first; only one, where it is named. Errors: `NoSuchRecord` where that is none."""
    of_record = select(QuarantinedItem).where(QuarantinedItem.record_id == record.id, _UNDECIDED)
    if item_id:
        of_record = of_record.where(QuarantinedItem.id == item_id)
    rows = list(db.session.scalars(of_record.order_by(QuarantinedItem.measured_at, QuarantinedItem.id)))
    if item_id and not rows:
        raise NoSuchRecord
    return [_waiting(row) for row in rows]


def how_many_wait(records: list[Record]) -> dict[UUID, int]:
    """How many wait in each of the records a clinician follows; those with none are left out."""
    rows = db.session.execute(
        select(QuarantinedItem.record_id, func.count())
        .where(QuarantinedItem.record_id.in_([record.id for record in records]), _UNDECIDED)
        .group_by(QuarantinedItem.record_id)
    )
    return {record_id: count for record_id, count in rows}


def decided(record: Record, item_ids: Sequence[UUID]) -> dict[UUID, str]:
    """Who took which of these check-ins into the record."""
    rows = db.session.execute(
        select(QuarantinedItem.id, QuarantinedItem.seen_by_name).where(
            QuarantinedItem.record_id == record.id, QuarantinedItem.id.in_(item_ids), QuarantinedItem.decision == "accepted"
        )
    )
    return {row.id: row.seen_by_name or "" for row in rows}


def _waiting(row: QuarantinedItem) -> Waiting:
    content = json.loads(row.content)
    return Waiting(row.id, row.person_id, row.author_name, row.kind, content, row.measured_at, row.received_at)
