from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from app.models.columns import OfRecord
from app.platform.db import Base, UtcDateTime


class OutboxReceipt(OfRecord, Base):
    """That an item from a phone's outbox has arrived, and what became of it; `id` is the UUID made on the phone.

    Kept as long as the record: a phone may lie in a drawer for months and then send again.
    """

    __tablename__ = "outbox_receipt"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    kind: Mapped[str] = mapped_column(String(20))
    content_hash: Mapped[str] = mapped_column(String(64))
    outcome: Mapped[str] = mapped_column(String(20))
    measured_at: Mapped[datetime] = mapped_column(UtcDateTime)
    received_at: Mapped[datetime] = mapped_column(UtcDateTime)
