from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from app.models.columns import OfRecord
from app.platform.db import Base, UtcDateTime
from app.platform.types import SealedText


class QuarantinedItem(OfRecord, Base):
    """What came from somebody whose right to write had ended when it was written or received: kept for a clinician to judge,
    never dropped, and no part of the record until then. `content` is the item as it was sent; `decision` is "accepted" or
    "set-aside", with the clinician's `reason`; or "overtaken" or "not-asked", where an answer changed nothing and
    nobody is asked.
    """

    __tablename__ = "quarantined_item"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    author_name: Mapped[str] = mapped_column(String(200))
    kind: Mapped[str] = mapped_column(String(20))
    content: Mapped[str] = mapped_column(SealedText)
    measured_at: Mapped[datetime] = mapped_column(UtcDateTime)
    received_at: Mapped[datetime] = mapped_column(UtcDateTime)
    seen_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    seen_by_name: Mapped[str | None] = mapped_column(String(200))
    decision: Mapped[str | None] = mapped_column(String(20))
    reason: Mapped[str | None] = mapped_column(SealedText)
    seen_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))
