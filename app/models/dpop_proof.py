from __future__ import annotations

from datetime import datetime

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from app.platform.db import Base, UtcDateTime


class DpopProof(Base):
    """A proof of possession that has been used, kept until it could not be used again anyway (RFC 9449 § 11.1)."""

    __tablename__ = "dpop_proof"

    jti_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
