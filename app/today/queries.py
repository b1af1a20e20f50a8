"""What has happened since yesterday: what the clinic answered, and whom the patient's choice has told of a missed check-in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, literal, null, select, union_all

from app.access.record import Record
from app.models.acknowledgement import Acknowledgement
from app.models.check_in import CheckIn
from app.models.missed_check_in_watch import MissedCheckInWatch
from app.models.person import Person
from app.platform.db import fetch

MOST = 3
_record_id: Any = bindparam("record_id")
_since: Any = bindparam("since")
_REPLIES = (
    select(
        literal(True).label("is_reply"),
        Acknowledgement.reply.label("text"),
        Acknowledgement.language,
        Acknowledgement.author_name,
        Acknowledgement.author_role,
        Acknowledgement.seen_at.label("at"),
        Acknowledgement.check_in_id,
        CheckIn.measured_at,
    )
    .join(CheckIn, CheckIn.id == Acknowledgement.check_in_id)
    .where(
        Acknowledgement.record_id == _record_id,
        Acknowledgement.seen_at >= _since,
        Acknowledgement.reply.is_not(None),
    )
    .order_by(Acknowledgement.seen_at.desc())
    .limit(MOST)
    .subquery()
)
_TOLD = (
    select(
        literal(False),
        Person.given_name,
        *(null(), null(), null()),
        MissedCheckInWatch.told_at,
        *(null(), null()),
    )
    .join(Person, Person.id == MissedCheckInWatch.person_id)
    .where(
        MissedCheckInWatch.record_id == _record_id,
        MissedCheckInWatch.ended_at.is_(None),
        MissedCheckInWatch.told_at >= _since,
        MissedCheckInWatch.open_on.is_not(None),
    )
)
_SINCE = union_all(select(_REPLIES), _TOLD).order_by("at")


@dataclass(frozen=True)
class ReplyLine:
    """What a clinician answered to a check-in, made at `measured_at`. `author_role` is a code of Volven 9060."""

    text: str
    language: str
    author_name: str
    author_role: str
    at: datetime
    check_in_id: UUID
    measured_at: datetime


@dataclass(frozen=True)
class Since:
    """The newest replies, the newest first; and the given names of those who were told, whose notice is not taken back."""

    replies: list[ReplyLine]
    told: list[str]


def since(record: Record, at: datetime) -> Since:
    """What has happened since `at`, in one statement."""
    rows = fetch(_SINCE, {"record_id": record.id, "since": at})
    replies = [ReplyLine(*row[1:]) for row in reversed(rows) if row.is_reply]
    return Since(replies, sorted(row.text for row in rows if not row.is_reply))
