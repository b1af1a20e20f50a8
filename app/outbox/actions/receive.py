"""Taking in what a phone brings: once each, whoever sends it again, and nothing dropped."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from sqlalchemy.exc import IntegrityError

from app.access.gate import NoSuchRecord, was_allowed
from app.access.purposes import Ground, Purpose
from app.access.record import Record
from app.check_ins.actions import record_check_in
from app.check_ins.rules import CheckInContent
from app.check_ins.rules import Outcome as CheckInOutcome
from app.measures.actions import NothingDue, Overtaken, Said, answer
from app.models.outbox_receipt import OutboxReceipt
from app.models.quarantined_item import QuarantinedItem
from app.outbox.queries import receipt
from app.outbox.rules import Item, Outcome, Result, Told, Why, content_hash, other_id
from app.platform import clock
from app.platform.db import db

_NEEDS = {"check-in": Purpose.CHECK_IN, "answer": Purpose.ANSWER_MEASURES}


@dataclass(frozen=True)
class Answer:
    """What somebody said of one time of a measure."""

    measure_id: UUID
    said: Said


@dataclass(frozen=True)
class Ready:
    """An item whose words can be taken as they stand."""

    item: Item
    told: Told
    what: CheckInContent | Answer


def receive(record: Record, ready: Ready) -> Result:
    """Keep one item, or find that it is here. Flushes."""
    mark = content_hash(ready.item.kind, ready.item.content)
    return _receive_as(record, ready, mark, ready.item.id)


def _receive_as(record: Record, ready: Ready, mark: str, kept_as: UUID) -> Result:
    row = receipt(record, kept_as)
    if row is None:
        row = _receipt(record, ready, mark, kept_as)
        try:
            with db.session.begin_nested():
                db.session.add(row)
        except IntegrityError:
            # The same item came on two connections at once, and the other one was first.
            return _receive_as(record, ready, mark, kept_as)
        return _keep(record, ready, mark, row)
    if (row.record_id, row.person_id) != (record.id, record.actor.person_id):
        return Result(str(ready.item.id), Outcome.NOT_YOURS)
    if row.content_hash != mark:  # the id is taken by other words of the same person: these are kept beside them
        return _receive_as(record, ready, mark, other_id(kept_as, mark))
    return _told(ready, row, Outcome.IDENTICAL)


def _keep(record: Record, ready: Ready, mark: str, row: OutboxReceipt) -> Result:
    needed = _NEEDS[ready.item.kind]
    if not (record.may(needed) and (record.ground is Ground.SELF or was_allowed(record, needed, ready.told.at))):
        db.session.add(_quarantined(record, ready, row.id))
        row.outcome = Why.QUARANTINED
    elif isinstance(ready.what, Answer):
        row.outcome = _answered(record, ready.what, ready.told.at)
        if row.outcome in set(Why):
            db.session.add(_quarantined(record, ready, row.id, row.outcome))
    else:
        outcome = record_check_in(record, replace(ready.what, id=row.id))
        if outcome in (CheckInOutcome.CONFLICT, CheckInOutcome.NOT_YOURS):
            db.session.delete(row)
            db.session.flush()
            if outcome is CheckInOutcome.NOT_YOURS:
                return Result(str(ready.item.id), Outcome.NOT_YOURS)
            # The first words under this id came by the form of the page.
            return _receive_as(record, ready, mark, other_id(row.id, mark))
        row.outcome = outcome
    db.session.flush()
    return _told(ready, row, Outcome.IDENTICAL if row.outcome == Outcome.IDENTICAL else Outcome.NEW)


def _told(ready: Ready, row: OutboxReceipt, outcome: Outcome) -> Result:
    """The answer for what is here: why it is no part of the record, where it is none, however often it comes."""
    moved = row.id if row.id != ready.item.id else None
    if row.outcome in set(Why):
        return Result(str(ready.item.id), Outcome.DISCARDED, Why(row.outcome), moved)
    return Result(str(ready.item.id), outcome, None, moved)


def _answered(record: Record, given: Answer, at: datetime) -> str:
    try:
        answer(record, given.measure_id, given.said, at)
    except Overtaken:
        return Why.OVERTAKEN
    except (NothingDue, NoSuchRecord):
        return Why.NOT_ASKED
    return Outcome.NEW


def _receipt(record: Record, ready: Ready, mark: str, kept_as: UUID) -> OutboxReceipt:
    return OutboxReceipt(
        id=kept_as,
        record_id=record.id,
        person_id=record.actor.person_id,
        kind=ready.item.kind,
        content_hash=mark,
        outcome=Outcome.NEW,
        measured_at=ready.told.at,
        received_at=clock.now(),
    )


def _quarantined(record: Record, ready: Ready, kept_as: UUID, decision: str | None = None) -> QuarantinedItem:
    """Nobody is asked to decide about what stands aside by itself: its `decision` says why."""
    item = ready.item
    kept = {"time_zone": item.time_zone, "language": item.language, "offset": ready.told.offset_seconds, "fields": item.content}
    return QuarantinedItem(
        id=kept_as,
        record_id=record.id,
        person_id=record.actor.person_id,
        author_name=record.actor.name,
        kind=item.kind,
        content=json.dumps(kept, ensure_ascii=False),
        measured_at=ready.told.at,
        received_at=clock.now(),
        decision=decision,
    )
