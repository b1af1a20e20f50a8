from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.models.columns import Identified
from app.platform.db import Base, UtcDateTime


class ReminderDelivery(Identified, Base):
    """One attempt at one occurrence of a reminder, and what became of it. There is never a second row for the same."""

    __tablename__ = "reminder_delivery"
    __table_args__ = (UniqueConstraint("reminder_id", "due_on", "due_time", "attempt"),)

    reminder_id: Mapped[UUID] = mapped_column(ForeignKey("reminder.id"))
    due_on: Mapped[date] = mapped_column()
    due_time: Mapped[str] = mapped_column(String(5))
    attempt: Mapped[int] = mapped_column()
    state: Mapped[str] = mapped_column(String(20))
    claimed_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
    settled_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
