from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.models.columns import Identified, OfRecord
from app.platform.db import Base, UtcDateTime


class PlanReading(Identified, OfRecord, Base):
    """Up to when somebody has seen what changed in a plan; what came later is new to them."""

    __tablename__ = "plan_reading"
    __table_args__ = (UniqueConstraint("plan_id", "person_id"),)

    plan_id: Mapped[UUID] = mapped_column(ForeignKey("plan.id"))
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    seen_at: Mapped[datetime] = mapped_column(UtcDateTime)
