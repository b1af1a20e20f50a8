"""What is new from the clinic."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import bindparam, select

from app.access.record import Record
from app.models.acknowledgement import Acknowledgement
from app.models.check_in import CheckIn
from app.platform.db import fetch

MOST = 3
_REPLIES = (
    select(
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
        Acknowledgement.record_id == bindparam("record_id"),
        Acknowledgement.seen_at >= bindparam("since"),
        Acknowledgement.reply.is_not(None),
    )
    .order_by(Acknowledgement.seen_at.desc())
    .limit(MOST)
)


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


def replies(record: Record, since: datetime) -> list[ReplyLine]:
    """The newest replies from the clinic since then, the newest first."""
    return [ReplyLine(**row._asdict()) for row in fetch(_REPLIES, {"record_id": record.id, "since": since})]
