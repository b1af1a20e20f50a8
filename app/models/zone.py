from __future__ import annotations

from uuid import UUID

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from app.models.columns import Identified, OfRecord, Versioned, Written
from app.platform.db import Base


class Zone(Identified, OfRecord, Written, Versioned, Base):
    """Green, yellow or red of a self-care plan: how it is (`condition`) and what to do then (`action`), line by line."""

    __tablename__ = "zone"

    plan_id: Mapped[UUID] = mapped_column(ForeignKey("plan.id"), index=True)
    level: Mapped[str] = mapped_column(String(10))
    condition: Mapped[str] = mapped_column()
    action: Mapped[str] = mapped_column()
    language: Mapped[str] = mapped_column(String(10))
    position: Mapped[int] = mapped_column(default=0)
