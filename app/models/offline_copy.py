from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.models.columns import Identified, OfRecord
from app.platform import clock
from app.platform.db import Base, UtcDateTime


class OfflineCopy(Identified, OfRecord, Base):
    """Somebody's choice to keep a record's plan on one phone, for use without coverage. Ended by choice, never removed."""

    __tablename__ = "offline_copy"
    __table_args__ = (UniqueConstraint("phone_key_id", "record_id"),)

    phone_key_id: Mapped[UUID] = mapped_column(ForeignKey("phone_key.id"))
    chosen_at: Mapped[datetime] = mapped_column(UtcDateTime, default=clock.now)
    fetched_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
