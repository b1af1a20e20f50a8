from __future__ import annotations

from uuid import UUID

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from app.models.columns import Identified
from app.platform.db import Base


class ApiCall(Identified, Base):
    """What a calling system said of itself at one line of the access log: its name, its trace id, its basis for access."""

    __tablename__ = "api_call"

    access_log_entry_id: Mapped[UUID] = mapped_column(ForeignKey("access_log_entry.id"), index=True)
    source_system: Mapped[str] = mapped_column(String(512))
    event_id: Mapped[str] = mapped_column(String(128))
    basis: Mapped[str | None] = mapped_column(String(30))
