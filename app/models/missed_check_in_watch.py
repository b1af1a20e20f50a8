from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.models.columns import Identified, OfRecord
from app.platform import clock
from app.platform.db import Base, UtcDateTime


class MissedCheckInWatch(Identified, OfRecord, Base):
    """The patient's choice that somebody with fullmakt is told when a check-in was not answered, and how long after.

    `due_on`, `due_time` is the check-in they were told of last, and `open_on` stands while that notice may be on a phone.
    Check-ins missing from `since` on are still to be told of; `next_at` and `held` are as for a reminder.
    """

    __tablename__ = "missed_check_in_watch"
    __table_args__ = (UniqueConstraint("record_id", "person_id"),)

    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), index=True)
    delay_minutes: Mapped[int] = mapped_column()
    due_on: Mapped[date | None] = mapped_column()
    due_time: Mapped[str | None] = mapped_column(String(5))
    open_on: Mapped[date | None] = mapped_column()
    since: Mapped[datetime] = mapped_column(UtcDateTime, default=clock.now)
    next_at: Mapped[datetime | None] = mapped_column(UtcDateTime, index=True)
    held: Mapped[bool] = mapped_column(default=False)
    told_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=clock.now)
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
