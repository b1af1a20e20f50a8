"""A clinician decides about what came from somebody who had no valid fullmakt."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from sqlalchemy import update

from app.access.gate import NoSuchRecord
from app.access.record import Record
from app.check_ins.actions import record_check_in
from app.check_ins.rules import CheckInContent
from app.measures.actions import answer
from app.models.quarantined_item import QuarantinedItem
from app.outbox.actions.receive import Answer
from app.outbox.queries import Waiting
from app.platform import clock
from app.platform.db import db

ACCEPTED, SET_ASIDE = "accepted", "set-aside"


def accept(record: Record, waiting: Waiting, what: CheckInContent | Answer) -> None:
    """Take it into the record: a check-in in its writer's name, an answer in the actor's own.

    Errors: `NoSuchRecord` where somebody has decided already; `NothingDue`, `Overtaken` as for every answer.
    """
    if isinstance(what, Answer):
        answer(record, what.measure_id, what.said, waiting.measured_at)
    else:
        record_check_in(record, what, _writer(waiting))
    _decide(record, waiting.id, ACCEPTED, None)


def _writer(waiting: Waiting) -> dict[str, Any]:
    return {
        "written_by_id": waiting.person_id,
        "author_name": waiting.author_name,
        "author_role": "relative",
        "author_organisation": None,
        "on_behalf": True,
    }


def set_aside(record: Record, item_id: UUID, reason: str) -> None:
    """Leave it out of the record, and say why. Errors: `NoSuchRecord` where somebody has decided already."""
    _decide(record, item_id, SET_ASIDE, reason)


def _decide(record: Record, item_id: UUID, decision: str, reason: str | None) -> None:
    undecided = (
        QuarantinedItem.record_id == record.id,
        QuarantinedItem.id == item_id,
        QuarantinedItem.decision.is_(None),
    )
    decided = update(QuarantinedItem).where(*undecided)
    who = {"seen_by_id": record.actor.person_id, "seen_by_name": record.actor.name, "seen_at": clock.now()}
    # Two clinicians may press at once: the row is changed by one of them.
    if db.session.connection().execute(decided.values(decision=decision, reason=reason, **who)).rowcount == 0:
        raise NoSuchRecord
