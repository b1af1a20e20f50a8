"""Keeping a check-in, once, however often it is sent."""

from __future__ import annotations

from typing import Any

from sqlalchemy import bindparam, insert, select
from sqlalchemy.exc import IntegrityError

from app.access.record import Record
from app.access.revisions import author
from app.check_ins.queries import ever_written
from app.check_ins.rules import CheckInContent, Outcome, WordsRead, fingerprint
from app.measures.actions import fulfil
from app.measures.rules import CHECK_IN
from app.models.check_in import CheckIn
from app.models.reading import Reading
from app.platform import clock
from app.platform.db import db, new_id
from app.readings.rules import KINDS, asked_by
from app.zones.queries import current_zones

_KNOWN = select(CheckIn.record_id, CheckIn.content_hash).where(CheckIn.id == bindparam("id"))


def record_check_in(record: Record, content: CheckInContent, writer: dict[str, Any] | None = None) -> Outcome:
    """Keep `content` unless it is here already, and mark what it answers as done. Flushes.

    `writer` are the author columns, where it is not the opener of the record who wrote it.
    """
    mark = fingerprint(content, writer["written_by_id"] if writer else record.actor.person_id)
    known = _known(record, content, mark)
    if known:
        return known
    try:
        with db.session.begin_nested():
            _insert(record, content, mark, writer or author(record))
    except IntegrityError:
        # Two taps raced on two connections: the other one was first.
        known = _known(record, content, mark)
        if known is None:
            raise
        return known
    fulfil(record, {CHECK_IN, *asked_by(kind for kind, _ in content.readings)}, content.measured_at)
    return Outcome.NEW


def _known(record: Record, content: CheckInContent, mark: str) -> Outcome | None:
    row = db.session.execute(_KNOWN, {"id": content.id}).first()
    if row is None:
        return None
    if row.record_id != record.id:
        return Outcome.NOT_YOURS
    return Outcome.IDENTICAL if row.content_hash == mark else Outcome.CONFLICT


def _insert(record: Record, content: CheckInContent, mark: str, writer: dict[str, Any]) -> None:
    read = _words_read(record, content.read)
    row = {
        "id": content.id,
        "record_id": record.id,
        "plan_id": read.plan_id if read else None,
        "plan_version": read.plan_version if read else None,
        "zone": content.level,
        "worried": content.worried,
        "note": content.note or None,
        "language": content.language,
        "content_hash": mark,
        "measured_at": content.measured_at,
        "time_zone": content.time_zone,
        "clock_offset_seconds": content.clock_offset_seconds,
        "received_at": content.received_at or clock.now(),
        **writer,
    }
    db.session.execute(insert(CheckIn), row)
    if content.readings:
        db.session.execute(insert(Reading), [_reading(record, content, *each) for each in content.readings])


def _words_read(record: Record, said: WordsRead | None) -> WordsRead | None:
    """What was read, as the sender says; the plan in force where they do not say, or name what never was."""
    plan = current_zones(record)
    now = WordsRead(plan.plan_id, plan.plan_version) if plan else None
    return said if said and said != now and ever_written(record, said) else now


def _reading(record: Record, content: CheckInContent, kind: str, value: object) -> dict[str, object]:
    return {
        "id": new_id(),
        "record_id": record.id,
        "check_in_id": content.id,
        "kind": kind,
        "code": KINDS[kind].code,
        "value": value,
        "unit": KINDS[kind].unit,
        "measured_at": content.measured_at,
    }
