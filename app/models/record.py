from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from app.models.columns import Identified
from app.platform import clock
from app.platform.db import Base, UtcDateTime


class Record(Identified, Base):
    """One patient's whole file here."""

    __tablename__ = "record"

    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), unique=True)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=clock.now)
