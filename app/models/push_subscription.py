from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from app.models.columns import Identified
from app.platform import clock
from app.platform.db import Base, UtcDateTime
from app.platform.types import SealedText


class PushSubscription(Identified, Base):
    """Where one person's notifications to one browser go (W3C Push API). It ends with the sign-out of its session, but outlives
    that session's time-out. `application_key` is our public key that the browser took it with.

    The endpoint is a secret address: whoever has it can send; it lies sealed and is found by its keyed hash. One that its owner
    removed from afar keeps only the hash, until the browser has been told to let go of it.
    """

    __tablename__ = "push_subscription"

    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), index=True)
    session_id: Mapped[UUID] = mapped_column(ForeignKey("login_session.id"), index=True)
    endpoint: Mapped[str] = mapped_column(SealedText)
    endpoint_hash: Mapped[str] = mapped_column(String(64), unique=True)
    p256dh: Mapped[str] = mapped_column(String(120))
    auth: Mapped[str] = mapped_column(SealedText)
    application_key: Mapped[str] = mapped_column(String(90))
    language: Mapped[str] = mapped_column(String(10))
    device: Mapped[str] = mapped_column(String(100))
    time_zone: Mapped[str | None] = mapped_column(String(64))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=clock.now)
    sent_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    retry_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    removed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
