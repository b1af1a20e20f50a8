"""Check-ins that were sent, and who has seen them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import and_, bindparam, or_, select

from app.access.gate import NoSuchRecord
from app.access.record import Record
from app.check_ins.queries.timings import timings_of
from app.check_ins.rules import Timing, WordsRead
from app.models.acknowledgement import Acknowledgement
from app.models.check_in import CheckIn
from app.models.plan import Plan
from app.models.reading import Reading
from app.models.revision import Revision
from app.platform.db import db, fetch
from app.readings.rules import KINDS

PAGE = 30
_ORDER = {kind: place for place, kind in enumerate(KINDS)}
_OF_RECORD = CheckIn.record_id == bindparam("record_id")
_NEWEST_FIRST = (CheckIn.measured_at.desc(), CheckIn.id.desc())
_COLUMNS = (
    CheckIn.id,
    CheckIn.plan_id,
    CheckIn.plan_version,
    CheckIn.zone,
    CheckIn.worried,
    CheckIn.note,
    CheckIn.language,
    CheckIn.measured_at,
    CheckIn.received_at,
    CheckIn.clock_offset_seconds,
    CheckIn.author_name,
    CheckIn.author_role,
    CheckIn.on_behalf,
)
_SEEN = (
    Acknowledgement.author_name.label("seen_by"),
    Acknowledgement.author_role.label("seen_by_role"),
    Acknowledgement.seen_at,
    Acknowledgement.reply,
    Acknowledgement.language.label("reply_language"),
)
_LAST_ID = select(CheckIn.id).where(_OF_RECORD).order_by(*_NEWEST_FIRST).limit(1).scalar_subquery()
_LAST = (
    select(*_COLUMNS, *_SEEN)
    .outerjoin(Acknowledgement, Acknowledgement.check_in_id == CheckIn.id)
    .where(CheckIn.id == _LAST_ID)
    .order_by(Acknowledgement.seen_at)
)
_ONE = select(*_COLUMNS).where(_OF_RECORD, CheckIn.id == bindparam("id"))
_NEWEST = select(*_COLUMNS).where(_OF_RECORD).order_by(*_NEWEST_FIRST).limit(bindparam("limit"))
_EARLIER = _NEWEST.where(
    or_(
        CheckIn.measured_at < bindparam("at"),
        and_(CheckIn.measured_at == bindparam("at"), CheckIn.id < bindparam("before")),
    )
)
_READINGS = select(Reading.check_in_id, Reading.kind, Reading.value).where(
    Reading.record_id == bindparam("record_id"), Reading.check_in_id.in_(bindparam("ids", expanding=True))
)
_ACKNOWLEDGEMENTS = (
    select(Acknowledgement.check_in_id, *_SEEN)
    .where(Acknowledgement.record_id == bindparam("record_id"), Acknowledgement.check_in_id.in_(bindparam("ids", expanding=True)))
    .order_by(Acknowledgement.seen_at)
)

_EVER_WRITTEN = (
    select(Revision.id)
    .join(Plan, Plan.id == Revision.entity_id)
    .where(
        Revision.entity == Plan.__tablename__,
        Revision.entity_id == bindparam("plan_id"),
        Revision.version == bindparam("plan_version"),
        Revision.record_id == bindparam("record_id"),
        Plan.record_id == bindparam("record_id"),
        Plan.kind == "self_care",
    )
)


@dataclass(frozen=True)
class AcknowledgementLine:
    """A clinician has seen it, and may have answered. `author_role` is a code of Volven 9060."""

    author_name: str
    author_role: str
    seen_at: datetime
    reply: str | None
    language: str


@dataclass(frozen=True)
class CheckInLine:
    """One check-in. `zone` is empty for "I am not sure"; `readings` are (kind, value) in the order of `KINDS`.

    `read` is the plan by whose words it was written, if there was one; `timing` how it stands to what was expected.
    """

    id: UUID
    zone: str | None
    worried: bool
    note: str | None
    language: str
    measured_at: datetime
    received_at: datetime
    author_name: str
    author_role: str
    on_behalf: bool
    readings: tuple[tuple[str, Decimal], ...]
    acknowledgements: tuple[AcknowledgementLine, ...]
    read: WordsRead | None = None
    timing: Timing | None = None
    clock_offset_seconds: int = 0


def last_check_in(record: Record) -> CheckInLine | None:
    """The newest check-in with who has seen it, in one statement; its readings are left out."""
    rows = fetch(_LAST, {"record_id": record.id})
    return _line(rows[0], (), [row for row in rows if row.seen_at]) if rows else None


def check_in(record: Record, check_in_id: UUID) -> CheckInLine:
    """One check-in. Errors: `NoSuchRecord` where the record has none with that id."""
    rows = db.session.execute(_ONE, {"record_id": record.id, "id": check_in_id}).all()
    if not rows:
        raise NoSuchRecord
    return _whole(record, rows)[0]


def check_ins(record: Record, limit: int = PAGE, before: UUID | None = None) -> list[CheckInLine]:
    """The newest first, at most `limit`, in five statements whatever there is; only those before the check-in `before`.

    Errors: `NoSuchRecord` where the record has no check-in `before`.
    """
    asked: dict[str, object] = {"record_id": record.id, "limit": limit}
    if before is None:
        return _whole(record, db.session.execute(_NEWEST, asked).all())
    asked |= {"before": before, "at": check_in(record, before).measured_at}
    return _whole(record, db.session.execute(_EARLIER, asked).all())


def ever_written(record: Record, read: WordsRead) -> bool:
    """Whether the record's self-care plan has ever stood like that, in force or not, deleted since or not."""
    asked = {"record_id": record.id, "plan_id": read.plan_id, "plan_version": read.plan_version}
    return db.session.execute(_EVER_WRITTEN, asked).first() is not None


def _whole(record: Record, rows: Sequence[Any]) -> list[CheckInLine]:
    if not rows:
        return []
    asked = {"record_id": record.id, "ids": [row.id for row in rows]}
    readings = _by_check_in(db.session.execute(_READINGS, asked))
    seen = _by_check_in(db.session.execute(_ACKNOWLEDGEMENTS, asked))
    timed = timings_of(record, [row.measured_at for row in rows])
    return [_line(row, readings[row.id], seen[row.id], timed.get(row.id)) for row in rows]


def _by_check_in(rows: Iterable[Any]) -> dict[UUID, list[Any]]:
    found: dict[UUID, list[Any]] = defaultdict(list)
    for row in rows:
        found[row.check_in_id].append(row)
    return found


def _line(row: Any, readings: Iterable[Any], seen: Iterable[Any], timing: Timing | None = None) -> CheckInLine:
    return CheckInLine(
        id=row.id,
        zone=row.zone,
        worried=row.worried,
        note=row.note,
        language=row.language,
        measured_at=row.measured_at,
        received_at=row.received_at,
        author_name=row.author_name,
        author_role=row.author_role,
        on_behalf=row.on_behalf,
        readings=tuple(sorted(((each.kind, each.value) for each in readings), key=lambda pair: _ORDER.get(pair[0], len(_ORDER)))),
        acknowledgements=tuple(
            AcknowledgementLine(each.seen_by, each.seen_by_role, each.seen_at, each.reply, each.reply_language) for each in seen
        ),
        read=WordsRead(row.plan_id, row.plan_version) if row.plan_id else None,
        timing=timing,
        clock_offset_seconds=row.clock_offset_seconds,
    )
