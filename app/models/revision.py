from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.models.columns import Identified, OfRecord, Written
from app.platform.db import Base, UtcDateTime


class Revision(Identified, OfRecord, Written, Base):
    """A row's whole content as it was at one version, who made it so, when and why. Only ever added to."""

    __tablename__ = "revision"
    __table_args__ = (UniqueConstraint("entity", "entity_id", "version"),)

    entity: Mapped[str] = mapped_column(String(40))
    entity_id: Mapped[UUID] = mapped_column()
    version: Mapped[int] = mapped_column()
    content: Mapped[dict[str, Any]] = mapped_column()
    comment: Mapped[str | None] = mapped_column()
    at: Mapped[datetime] = mapped_column(UtcDateTime)
