from __future__ import annotations

from uuid import UUID

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from app.models.columns import Identified
from app.platform.db import Base


class RecordChange(Identified, Base):
    """Something that reminders follow was written in the record, and no worker has looked since.

    It comes with the write itself, in one transaction, and stays until everything that follows has been looked at.
    """

    __tablename__ = "record_change"

    record_id: Mapped[UUID] = mapped_column(ForeignKey("record.id"))
