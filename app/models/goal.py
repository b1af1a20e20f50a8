from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from app.models.columns import Exchanged, Identified, OfRecord, Versioned, Written
from app.platform.db import Base


class Goal(Identified, OfRecord, Written, Versioned, Exchanged, Base):
    """What to reach (FHIR Goal). `expressed_by` is patient or clinician; `status` is FHIR goal-status.

    `matters_most` marks the patient's answer to "What matters to you?".
    """

    __tablename__ = "goal"

    plan_id: Mapped[UUID | None] = mapped_column(ForeignKey("plan.id"), index=True)
    problem_ids: Mapped[list[str]] = mapped_column()
    text: Mapped[str] = mapped_column()
    language: Mapped[str] = mapped_column(String(10))
    expressed_by: Mapped[str] = mapped_column(String(20))
    matters_most: Mapped[bool] = mapped_column(default=False)
    status: Mapped[str] = mapped_column(String(20))
    achievement: Mapped[str | None] = mapped_column(String(20))
    target_on: Mapped[date | None] = mapped_column()
    closed_on: Mapped[date | None] = mapped_column()
    closing_note: Mapped[str | None] = mapped_column()
    position: Mapped[int] = mapped_column(default=0)
