from __future__ import annotations

from uuid import UUID

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from app.models.columns import Exchanged, Identified, OfRecord, Versioned, Written
from app.platform.db import Base


class Problem(Identified, OfRecord, Written, Versioned, Exchanged, Base):
    """The diagnosis or difficulty that goals and measures are for (FHIR Condition)."""

    __tablename__ = "problem"

    plan_id: Mapped[UUID | None] = mapped_column(ForeignKey("plan.id"), index=True)
    text: Mapped[str] = mapped_column(String(500))
    language: Mapped[str] = mapped_column(String(10))
    code_system: Mapped[str | None] = mapped_column(String(200))
    code: Mapped[str | None] = mapped_column(String(40))
    status: Mapped[str] = mapped_column(String(20))
    position: Mapped[int] = mapped_column(default=0)
