"""The drafts in a record, for those who may write its plan."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select

from app.access.gate import NoSuchRecord
from app.access.record import Record
from app.authoring.rules.document import Sections
from app.models.plan_draft import PlanDraft
from app.platform.db import db


@dataclass(frozen=True)
class DraftLine:
    """A draft. `mine` where the reader began it, who alone writes in it; `open` until it is published or thrown away."""

    id: UUID
    version: int
    sections: Sections
    base: Sections
    plans: dict[str, str | None]
    author_name: str
    author_role: str
    author_organisation: str | None
    updated_at: datetime
    published: bool
    open: bool
    mine: bool


def draft(record: Record, draft_id: UUID) -> DraftLine:
    """One draft, open or not. Errors: `NoSuchRecord`."""
    row = db.session.scalar(select(PlanDraft).where(PlanDraft.id == draft_id, PlanDraft.record_id == record.id))
    if row is None:
        raise NoSuchRecord
    return _line(record, row)


def open_drafts(record: Record) -> list[DraftLine]:
    """Those that are neither published nor thrown away, the reader's own first, then the newest."""
    still = (PlanDraft.record_id == record.id, PlanDraft.published_at.is_(None), PlanDraft.discarded_at.is_(None))
    rows = db.session.scalars(select(PlanDraft).where(*still).order_by(PlanDraft.updated_at.desc()))
    return sorted((_line(record, row) for row in rows), key=lambda line: not line.mine)


def _line(record: Record, row: PlanDraft) -> DraftLine:
    base: dict[str, Any] = row.based_on
    return DraftLine(
        id=row.id,
        version=row.version,
        sections=row.content,
        base=base["sections"],
        plans=base["plans"],
        author_name=row.author_name,
        author_role=row.author_role,
        author_organisation=row.author_organisation,
        updated_at=row.updated_at,
        published=row.published_at is not None,
        open=row.published_at is None and row.discarded_at is None,
        mine=row.written_by_id == record.actor.person_id,
    )
