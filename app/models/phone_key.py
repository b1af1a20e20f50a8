from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from app.models.columns import Identified
from app.platform import clock
from app.platform.db import Base, UtcDateTime
from app.platform.types import SealedText


class PhoneKey(Identified, Base):
    """What one person's data on one phone is encrypted with. Given to the phone after sign-in, and again at the next one, so
    that what could not be sent before a sign-out is still readable to its owner, and to nobody else.
    """

    __tablename__ = "phone_key"

    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), index=True)
    clinician_id: Mapped[UUID | None] = mapped_column(ForeignKey("clinician.id"))
    key: Mapped[str] = mapped_column(SealedText)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=clock.now)
    contact_at: Mapped[datetime] = mapped_column(UtcDateTime, default=clock.now)
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
