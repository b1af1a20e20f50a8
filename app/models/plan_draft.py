from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy.orm import Mapped, mapped_column

from app.models.columns import Identified, OfRecord, Written
from app.platform import clock
from app.platform.db import Base, UtcDateTime


class PlanDraft(Identified, OfRecord, Written, Base):
    """A plan that a clinician is writing and nobody else is shown: not in the plan's own table, so that no page, no search
    and no other system can meet half a plan.

    `content` is the form as it stands, finished or not; `based_on` is the same form of the plans it began from. One draft is
    for both plans, treatment and self-care. `version` moves with every save.
    """

    __tablename__ = "plan_draft"

    content: Mapped[dict[str, Any]] = mapped_column()
    based_on: Mapped[dict[str, Any]] = mapped_column()
    version: Mapped[int] = mapped_column(default=1)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=clock.now)
    updated_at: Mapped[datetime] = mapped_column(UtcDateTime, default=clock.now)
    published_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    discarded_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
