from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from app.models.columns import Exchanged, Identified, OfRecord, Versioned, Written
from app.platform.db import Base


class Measure(Identified, OfRecord, Written, Versioned, Exchanged, Base):
    """What to do for a goal, by whom and how often (FHIR ServiceRequest).

    `asks_for` is `check-in` for the check-in rhythm itself, a reading kind for a measurement the plan asks for, else empty.
    The rhythm is local wall time: `rrule` (RFC 5545 days) with `times` ("HH:MM"), `latest_by` and `time_zone`;
    no `rrule` means when needed, unless it is `spoken` (`app.measures.rules.Spoken`): then it is shown in words and never due.
    Nothing is due from `paused_on` until `resumed_on`.
    """

    __tablename__ = "measure"

    plan_id: Mapped[UUID | None] = mapped_column(ForeignKey("plan.id"), index=True)
    problem_ids: Mapped[list[str]] = mapped_column()
    title: Mapped[str] = mapped_column(String(300))
    description: Mapped[str | None] = mapped_column()
    language: Mapped[str] = mapped_column(String(10))
    category_code: Mapped[str | None] = mapped_column(String(40))
    category_text: Mapped[str | None] = mapped_column(String(200))
    origin: Mapped[str] = mapped_column(String(20))
    performer: Mapped[str] = mapped_column(String(20))
    performer_name: Mapped[str | None] = mapped_column(String(200))
    asks_for: Mapped[str | None] = mapped_column(String(40))
    status: Mapped[str] = mapped_column(String(20))
    rrule: Mapped[str | None] = mapped_column(String(300))
    times: Mapped[list[str]] = mapped_column()
    spoken: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    latest_by: Mapped[str | None] = mapped_column(String(5))
    starts_on: Mapped[date] = mapped_column()
    until_on: Mapped[date | None] = mapped_column()
    time_zone: Mapped[str] = mapped_column(String(64))
    paused_on: Mapped[date | None] = mapped_column()
    resumed_on: Mapped[date | None] = mapped_column()
    pause_reason: Mapped[str | None] = mapped_column()
    position: Mapped[int] = mapped_column(default=0)
