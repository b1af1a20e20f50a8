from __future__ import annotations

from datetime import date

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from app.models.columns import Exchanged, Identified, OfRecord, Versioned, Written
from app.platform.db import Base


class Plan(Identified, OfRecord, Written, Versioned, Exchanged, Base):
    """A treatment plan or a self-care plan (`kind`), with a status of FHIR request-status.

    `version` moves with every change, `content_version` only when the content does (Planer).
    """

    __tablename__ = "plan"

    kind: Mapped[str] = mapped_column(String(20))
    status: Mapped[str] = mapped_column(String(20))
    title: Mapped[str] = mapped_column(String(300))
    description: Mapped[str | None] = mapped_column()
    language: Mapped[str] = mapped_column(String(10))
    starts_on: Mapped[date | None] = mapped_column()
    review_on: Mapped[date | None] = mapped_column()
    content_version: Mapped[int] = mapped_column(default=1)
    comment: Mapped[str | None] = mapped_column()
