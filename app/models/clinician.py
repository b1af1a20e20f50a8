from __future__ import annotations

from uuid import UUID

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from app.models.columns import Identified
from app.platform.db import Base


class Clinician(Identified, Base):
    """A person as health personnel at one organisation. `role` is a code of Volven 9060: LE doctor, SP nurse."""

    __tablename__ = "clinician"

    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), index=True)
    hpr_number: Mapped[str] = mapped_column(String(9), unique=True)
    role: Mapped[str] = mapped_column(String(20))
    organisation_number: Mapped[str] = mapped_column(String(9))
    organisation_name: Mapped[str] = mapped_column(String(200))
