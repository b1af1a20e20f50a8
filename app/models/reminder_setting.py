from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from app.platform import clock
from app.platform.db import Base, UtcDateTime


class ReminderSetting(Base):
    """When a person is left in peace ("HH:MM" to "HH:MM", over midnight too), and the time zone their phone is in now.

    `time_zone` is nothing where reminders keep to the zone of home.
    """

    __tablename__ = "reminder_setting"

    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), primary_key=True)
    quiet_from: Mapped[str | None] = mapped_column(String(5))
    quiet_until: Mapped[str | None] = mapped_column(String(5))
    follows_phone: Mapped[bool] = mapped_column(default=True)
    time_zone: Mapped[str | None] = mapped_column(String(64))
    updated_at: Mapped[datetime] = mapped_column(UtcDateTime, default=clock.now)
