from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from app.models.columns import Identified, OfRecord
from app.platform import clock
from app.platform.db import Base, UtcDateTime


class Representation(Identified, OfRecord, Base):
    """The ground on which one person acts for another: `ground` is fullmakt, and later parent, no_capacity, guardian."""

    __tablename__ = "representation"

    actor_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), index=True)
    ground: Mapped[str] = mapped_column(String(20))
    areas: Mapped[list[str]] = mapped_column()
    valid_from: Mapped[datetime] = mapped_column(UtcDateTime)
    valid_to: Mapped[datetime | None] = mapped_column(UtcDateTime)
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=clock.now)
