from __future__ import annotations

from uuid import UUID

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from app.models.columns import Identified, OfRecord, Versioned, Written
from app.platform.db import Base


class MeasurePause(Identified, OfRecord, Written, Versioned, Base):
    """The patient's own pauses from what clinicians ask: `spans` are "2026-11-25/2026-12-10", due again on the last of them.

    It is a row of its own, for the measure is the clinicians', and their systems know its version.
    """

    __tablename__ = "measure_pause"

    measure_id: Mapped[UUID] = mapped_column(ForeignKey("measure.id"), unique=True)
    spans: Mapped[list[str]] = mapped_column()
