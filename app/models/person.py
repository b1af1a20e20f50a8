from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from app.models.columns import Identified
from app.platform import clock
from app.platform.db import Base, UtcDateTime


class Person(Identified, Base):
    """A human being: patient, relative or clinician. The identity number is sealed and looked up by hash."""

    __tablename__ = "person"

    identity_number_sealed: Mapped[bytes] = mapped_column()
    identity_number_hash: Mapped[str] = mapped_column(String(64), unique=True)
    given_name: Mapped[str] = mapped_column(String(100))
    family_name: Mapped[str] = mapped_column(String(100))
    birth_date: Mapped[date | None] = mapped_column()
    language: Mapped[str | None] = mapped_column(String(10))
    time_zone: Mapped[str] = mapped_column(String(64), default="Europe/Oslo")
    demo_key: Mapped[str | None] = mapped_column(String(20), unique=True)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=clock.now)

    @property
    def name(self) -> str:
        return f"{self.given_name} {self.family_name}"
