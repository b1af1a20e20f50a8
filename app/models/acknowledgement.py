from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.models.columns import Identified, OfRecord, Written
from app.platform.db import Base, UtcDateTime


class Acknowledgement(Identified, OfRecord, Written, Base):
    """A clinician has seen a check-in, and may have answered. Only ever added to."""

    __tablename__ = "acknowledgement"
    __table_args__ = (UniqueConstraint("check_in_id", "written_by_id"),)

    check_in_id: Mapped[UUID] = mapped_column(ForeignKey("check_in.id"), index=True)
    reply: Mapped[str | None] = mapped_column()
    language: Mapped[str] = mapped_column(String(10))
    seen_at: Mapped[datetime] = mapped_column(UtcDateTime)
