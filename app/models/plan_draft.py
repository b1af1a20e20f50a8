from __future__ import annotations

from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from app.models.columns import Identified, OfRecord, Versioned, Written
from app.platform.db import Base


class PlanDraft(Identified, OfRecord, Written, Versioned, Base):
    """A plan being written, seen by clinicians alone until it is published.

    `plan_id` and `base_version` say what it will change; empty for a new plan.
    """

    __tablename__ = "plan_draft"

    plan_id: Mapped[UUID | None] = mapped_column(ForeignKey("plan.id"))
    base_version: Mapped[int | None] = mapped_column()
    content: Mapped[dict[str, Any]] = mapped_column()
