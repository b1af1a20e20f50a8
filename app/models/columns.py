"""Columns that many tables share."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, declared_attr, mapped_column

from app.platform import clock
from app.platform.db import UtcDateTime, new_id
from app.platform.types import SealedText


class Identified:
    """A row with an id that says nothing."""

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)


class OfRecord:
    """A row that belongs to one patient's record."""

    record_id: Mapped[UUID] = mapped_column(ForeignKey("record.id"), index=True)


class Written:
    """Who wrote the row, in what role, and whether on the patient's behalf. Names are kept as they were then."""

    written_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))
    author_name: Mapped[str] = mapped_column(String(200))
    author_role: Mapped[str] = mapped_column(String(20))
    author_organisation: Mapped[str | None] = mapped_column(String(200))
    on_behalf: Mapped[bool] = mapped_column(default=False)


class Versioned:
    """A row that changes: a stale write fails, deletion is logical, every version is also a revision."""

    version: Mapped[int] = mapped_column(default=1)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=clock.now)
    updated_at: Mapped[datetime] = mapped_column(UtcDateTime, default=clock.now)
    deleted_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    @declared_attr.directive
    @classmethod
    def __mapper_args__(cls) -> dict[str, Any]:
        return {"version_id_col": cls.__table__.c.version}  # type: ignore[attr-defined]


class Exchanged:
    """A row other systems know: its business identifier, and the resource as it was received, so that nothing of it is lost."""

    identifier: Mapped[str | None] = mapped_column(String(300), unique=True)
    received: Mapped[str | None] = mapped_column(SealedText)
