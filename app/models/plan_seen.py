from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.models.columns import Identified, OfRecord
from app.platform.db import Base, UtcDateTime


class PlanSeen(Identified, OfRecord, Base):
    """The newest version of a plan that a person has had before their eyes."""

    __tablename__ = "plan_seen"
    __table_args__ = (UniqueConstraint("plan_id", "person_id"),)

    plan_id: Mapped[UUID] = mapped_column(ForeignKey("plan.id"))
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    version: Mapped[int] = mapped_column()
    seen_at: Mapped[datetime] = mapped_column(UtcDateTime)
