"""Marking check-ins as seen. Only ever added to: what the patient has been told stays told."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, select, update
from sqlalchemy.dialects import postgresql, sqlite

from app.access.gate import NoSuchRecord
from app.access.record import Record
from app.access.revisions import author
from app.models.acknowledgement import Acknowledgement
from app.models.check_in import CheckIn
from app.platform import clock
from app.platform.db import db, new_id

_INSERTS: dict[str, Any] = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}
_OURS = select(CheckIn.id).where(CheckIn.record_id == bindparam("record_id"), CheckIn.id.in_(bindparam("ids", expanding=True)))


class Outcome(StrEnum):
    """`ANSWERED`: the actor has already sent another reply to it, which the patient may have read; nothing was changed."""

    KEPT = "kept"
    ANSWERED = "answered"


def acknowledge(
    record: Record, check_in_id: UUID, reply: str | None = None, language: str = "nb", at: datetime | None = None
) -> Outcome:
    """Mark one check-in as seen by the actor, with an optional reply. Again is harmless; a reply may be added later, once.

    Errors: `NoSuchRecord` where the record has no such check-in.
    """
    acknowledge_all(record, [check_in_id], at)
    return _answer(record, check_in_id, reply, language) if reply else Outcome.KEPT


def acknowledge_all(record: Record, check_in_ids: Sequence[UUID], at: datetime | None = None) -> None:
    """Mark exactly these check-ins as seen: those that were before the actor's eyes, none that came meanwhile.

    Errors: `NoSuchRecord` where one of them is not the record's; then none is marked.
    """
    wanted = set(check_in_ids)
    if wanted - set(db.session.scalars(_OURS, {"record_id": record.id, "ids": list(wanted)})):
        raise NoSuchRecord
    if wanted:
        # Two taps may race on two connections: the second one finds the row there, and that is as good.
        insert = _INSERTS[db.engine.dialect.name](Acknowledgement)
        once = insert.on_conflict_do_nothing(index_elements=["check_in_id", "written_by_id"])
        db.session.execute(once, [_row(record, each, at or clock.now()) for each in wanted])


def _row(record: Record, check_in_id: UUID, at: datetime) -> dict[str, object]:
    return {
        "id": new_id(),
        "record_id": record.id,
        "check_in_id": check_in_id,
        "language": "nb",
        "seen_at": at,
        **author(record),
    }


def _answer(record: Record, check_in_id: UUID, reply: str, language: str) -> Outcome:
    mine = (
        Acknowledgement.record_id == record.id,
        Acknowledgement.check_in_id == check_in_id,
        Acknowledgement.written_by_id == record.actor.person_id,
    )
    first = update(Acknowledgement).where(*mine, Acknowledgement.reply.is_(None))
    db.session.execute(first.values(reply=reply, language=language), execution_options={"synchronize_session": False})
    kept = db.session.scalar(select(Acknowledgement.reply).where(*mine))
    return Outcome.KEPT if kept == reply else Outcome.ANSWERED
