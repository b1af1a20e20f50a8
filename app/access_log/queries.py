"""Who opened the record, and who was refused."""

from __future__ import annotations

from sqlalchemy import bindparam, or_, select

from app.access.record import Record
from app.access_log.rules import LogLine
from app.models.access_log_entry import AccessLogEntry
from app.models.api_call import ApiCall
from app.platform.db import db

_LINES = (
    select(
        AccessLogEntry.actor_id,
        AccessLogEntry.actor_name,
        AccessLogEntry.organisation,
        AccessLogEntry.purpose,
        AccessLogEntry.ground,
        AccessLogEntry.granted,
        AccessLogEntry.at,
        ApiCall.source_system,
        ApiCall.basis,
    )
    .outerjoin(ApiCall, ApiCall.access_log_entry_id == AccessLogEntry.id)
    .where(AccessLogEntry.record_id == bindparam("record_id"))
    .order_by(AccessLogEntry.at.desc(), AccessLogEntry.id)
    .limit(bindparam("most"))
    .offset(bindparam("skipped"))
)
_OTHERS = _LINES.where(or_(AccessLogEntry.actor_id != bindparam("subject_id"), AccessLogEntry.organisation.is_not(None)))


def log_lines(record: Record, most: int, skipped: int, only_others: bool = False) -> list[LogLine]:
    """At most `most` lines, the newest first, after the `skipped` newest; `only_others` leaves out the patient's own."""
    asked = {"record_id": record.id, "most": most, "skipped": skipped}
    if only_others:
        rows = db.session.execute(_OTHERS, asked | {"subject_id": record.subject_id})
    else:
        rows = db.session.execute(_LINES, asked)
    return [LogLine(**row._asdict()) for row in rows]
