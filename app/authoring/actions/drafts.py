"""Drafts: begun, saved at every press, and put away. Only who began one writes in it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from sqlalchemy import select, update

from app.access.gate import NoSuchRecord
from app.access.record import Record
from app.access.revisions import author
from app.authoring.rules.document import Row, Sections
from app.consents.queries import require_consent
from app.models.plan_draft import PlanDraft
from app.platform import clock
from app.platform.db import db, new_id


def begin(record: Record, sections: Sections, base: dict[str, Any]) -> UUID:
    """A new draft; answers its id. Errors: `NoConsent`."""
    require_consent(record)
    row = PlanDraft(id=new_id(), record_id=record.id, content=sections, based_on=base, **author(record))
    db.session.add(row)
    db.session.flush()
    return row.id


def save(record: Record, draft_id: UUID, section: str, rows: list[Row]) -> None:
    """Keep one section as it now stands. Errors: `NoSuchRecord` where it is not the actor's or no longer open."""
    row = own(record, draft_id)
    _keep(row, {**row.content, section: rows})


def rebase(record: Record, draft_id: UUID, sections: Sections, base: dict[str, Any]) -> None:
    """Keep a draft that now begins from the plans as they are. Errors: as `save`."""
    row = own(record, draft_id)
    row.based_on = base
    _keep(row, sections)


def discard(record: Record, draft_id: UUID) -> None:
    """Throw a draft away: a mark, not a removal. Errors: as `save`."""
    own(record, draft_id).discarded_at = clock.now()
    db.session.flush()


def discard_all(record: Record) -> None:
    """Throw every open draft away: the patient wants no plan here."""
    still = (PlanDraft.record_id == record.id, PlanDraft.published_at.is_(None), PlanDraft.discarded_at.is_(None))
    db.session.execute(update(PlanDraft).where(*still).values(discarded_at=clock.now()))


def own(record: Record, draft_id: UUID) -> PlanDraft:
    """The actor's own open draft, held until the transaction ends. Errors: `NoSuchRecord`."""
    mine = (PlanDraft.id == draft_id, PlanDraft.record_id == record.id, PlanDraft.written_by_id == record.actor.person_id)
    still = (PlanDraft.published_at.is_(None), PlanDraft.discarded_at.is_(None))
    row = db.session.scalar(select(PlanDraft).where(*mine, *still).with_for_update())
    if row is None:
        raise NoSuchRecord
    return row


def _keep(row: PlanDraft, sections: Sections) -> None:
    row.content = sections
    row.version += 1
    row.updated_at = clock.now()
    db.session.flush()
