from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.models.columns import Identified, OfRecord
from app.platform import clock
from app.platform.db import Base, UtcDateTime


class Reminder(Identified, OfRecord, Base):
    """One person's wish to be reminded of one measure, at its own times or at `times` ("HH:MM") of the person's choice.

    `due_on`, `due_time` is the firing dealt with last, by the person's clock, and `attempt` how often it was reminded of.
    `again_at` is when it is to be reminded of once more, `snoozed` whether the person asked for that. Firings from `since` on are
    still to be dealt with.
    `open_on`, `open_time` is the occurrence whose notice may still stand on a phone, by the clock of the measure.
    `next_at` is when a worker is to look at it next: a worker claims a reminder by moving it, so that no two send the same.
    `held` while one has it.
    `seen_version` is the version of the measure and its plan, added, that `next_at` was worked out for.
    """

    __tablename__ = "reminder"
    __table_args__ = (UniqueConstraint("person_id", "measure_id"),)

    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), index=True)
    measure_id: Mapped[UUID] = mapped_column(ForeignKey("measure.id"), index=True)
    active: Mapped[bool] = mapped_column(default=True)
    times: Mapped[list[str]] = mapped_column(default=list)
    again_after_minutes: Mapped[int] = mapped_column(default=30)
    again_times: Mapped[int] = mapped_column(default=1)
    due_on: Mapped[date | None] = mapped_column()
    due_time: Mapped[str | None] = mapped_column(String(5))
    attempt: Mapped[int] = mapped_column(default=0)
    again_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    snoozed: Mapped[bool] = mapped_column(default=False)
    since: Mapped[datetime] = mapped_column(UtcDateTime, default=clock.now)
    open_on: Mapped[date | None] = mapped_column()
    open_time: Mapped[str | None] = mapped_column(String(5))
    next_at: Mapped[datetime | None] = mapped_column(UtcDateTime, index=True)
    held: Mapped[bool] = mapped_column(default=False)
    seen_version: Mapped[int] = mapped_column(default=0)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=clock.now)
    updated_at: Mapped[datetime] = mapped_column(UtcDateTime, default=clock.now)
