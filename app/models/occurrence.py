from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.models.columns import Identified, OfRecord, Versioned, Written
from app.platform.db import Base, UtcDateTime


class Occurrence(Identified, OfRecord, Written, Versioned, Base):
    """One firing of a measure that somebody answered: done, skipped, or open again after an undo.

    What was never answered has no row; that it is due, late or missed follows from the rhythm. `due_time` is "HH:MM",
    or "" for any time that day.
    """

    __tablename__ = "occurrence"
    __table_args__ = (
        UniqueConstraint("measure_id", "due_on", "due_time"),
        Index("ix_occurrence_record_id_due_on", "record_id", "due_on"),
    )

    measure_id: Mapped[UUID] = mapped_column(ForeignKey("measure.id"))
    due_on: Mapped[date] = mapped_column()
    due_time: Mapped[str] = mapped_column(String(5))
    state: Mapped[str] = mapped_column(String(20))
    note: Mapped[str | None] = mapped_column()
    language: Mapped[str] = mapped_column(String(10))
    answered_at: Mapped[datetime] = mapped_column(UtcDateTime)
