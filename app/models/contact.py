from __future__ import annotations

from uuid import UUID

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from app.models.columns import Identified, OfRecord, Versioned, Written
from app.platform.db import Base


class Contact(Identified, OfRecord, Written, Versioned, Base):
    """Whom the patient contacts, when, and in which zones (`levels`)."""

    __tablename__ = "contact"

    plan_id: Mapped[UUID] = mapped_column(ForeignKey("plan.id"), index=True)
    role: Mapped[str] = mapped_column(String(200))
    name: Mapped[str | None] = mapped_column(String(200))
    phone: Mapped[str | None] = mapped_column(String(30))
    hours: Mapped[str | None] = mapped_column(String(200))
    levels: Mapped[list[str]] = mapped_column()
    language: Mapped[str] = mapped_column(String(10))
    position: Mapped[int] = mapped_column(default=0)
