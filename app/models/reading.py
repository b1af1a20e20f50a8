from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from uuid import UUID

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from app.models.columns import Identified, OfRecord
from app.platform.db import Base, ExactDecimal, UtcDateTime


class Reading(Identified, OfRecord, Base):
    """One measured value with its unit (UCUM) and code (LOINC). Only ever added to."""

    __tablename__ = "reading"
    __table_args__ = (Index("ix_reading_record_id_kind_measured_at", "record_id", "kind", "measured_at"),)

    check_in_id: Mapped[UUID] = mapped_column(ForeignKey("check_in.id"), index=True)
    kind: Mapped[str] = mapped_column(String(40))
    code: Mapped[str] = mapped_column(String(20))
    value: Mapped[Decimal] = mapped_column(ExactDecimal)
    unit: Mapped[str] = mapped_column(String(20))
    measured_at: Mapped[datetime] = mapped_column(UtcDateTime)
