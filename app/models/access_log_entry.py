from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from app.models.columns import Identified
from app.platform.db import Base, UtcDateTime


class AccessLogEntry(Identified, Base):
    """Who opened what, when, on what ground, and whether it was granted. Only ever added to."""

    __tablename__ = "access_log_entry"
    __table_args__ = (Index("ix_access_log_entry_record_id_at", "record_id", "at"),)

    # No foreign key: a refusal may name a record that does not exist.
    record_id: Mapped[UUID] = mapped_column()
    actor_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    actor_name: Mapped[str] = mapped_column(String(200))
    organisation: Mapped[str | None] = mapped_column(String(200))
    purpose: Mapped[str] = mapped_column(String(40))
    ground: Mapped[str] = mapped_column(String(20))
    granted: Mapped[bool] = mapped_column()
    at: Mapped[datetime] = mapped_column(UtcDateTime)
