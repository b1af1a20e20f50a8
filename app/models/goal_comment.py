from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from app.models.columns import Identified, OfRecord, Written
from app.platform.db import Base, UtcDateTime


class GoalComment(Identified, OfRecord, Written, Base):
    """What the patient says of a goal, their own or the clinicians'. Only ever added to; readable by both."""

    __tablename__ = "goal_comment"

    goal_id: Mapped[UUID] = mapped_column(ForeignKey("goal.id"), index=True)
    text: Mapped[str] = mapped_column()
    language: Mapped[str] = mapped_column(String(10))
    written_at: Mapped[datetime] = mapped_column(UtcDateTime)
