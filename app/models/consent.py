from __future__ import annotations

from datetime import datetime

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from app.models.columns import Identified, OfRecord, Written
from app.platform.db import Base, UtcDateTime


class Consent(Identified, OfRecord, Written, Base):
    """The patient's yes to having plans here, as somebody recorded it. `kind` is plan; a withdrawn one stays, with its end."""

    __tablename__ = "consent"

    kind: Mapped[str] = mapped_column(String(20))
    given_at: Mapped[datetime] = mapped_column(UtcDateTime)
    withdrawn_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
