from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from app.models.columns import Identified
from app.platform.db import Base, UtcDateTime


class LoginSession(Identified, Base):
    """One signed-in browser. The cookie holds a token; here is only its hash, so that a copy of the table opens nothing."""

    __tablename__ = "login_session"

    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), index=True)
    clinician_id: Mapped[UUID | None] = mapped_column(ForeignKey("clinician.id"))
    provider: Mapped[str] = mapped_column(String(40))
    device: Mapped[str] = mapped_column(String(100))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    seen_at: Mapped[datetime] = mapped_column(UtcDateTime)
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    own_opened_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
