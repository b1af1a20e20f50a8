from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from app.models.columns import OfRecord, Written
from app.platform.db import Base, UtcDateTime


class CheckIn(OfRecord, Written, Base):
    """How it went at a moment. Only ever added to; `id` is the UUID made where it was written, so that it arrives once.

    `zone` is green, yellow, red, or empty for "I am not sure". `measured_at` is the patient's moment, `received_at` ours.
    What the phone's own clock showed is `measured_at` less `clock_offset_seconds`.
    """

    __tablename__ = "check_in"
    __table_args__ = (Index("ix_check_in_record_id_measured_at", "record_id", "measured_at"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    plan_id: Mapped[UUID | None] = mapped_column(ForeignKey("plan.id"))
    plan_version: Mapped[int | None] = mapped_column()
    zone: Mapped[str | None] = mapped_column(String(10))
    worried: Mapped[bool] = mapped_column()
    note: Mapped[str | None] = mapped_column()
    language: Mapped[str] = mapped_column(String(10))
    content_hash: Mapped[str] = mapped_column(String(64))
    measured_at: Mapped[datetime] = mapped_column(UtcDateTime)
    time_zone: Mapped[str] = mapped_column(String(64))
    clock_offset_seconds: Mapped[int] = mapped_column(default=0)
    received_at: Mapped[datetime] = mapped_column(UtcDateTime)
