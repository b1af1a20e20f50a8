from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from decimal import Decimal

from app.access.record import Record as OpenRecord
from app.check_ins.actions import record_check_in
from app.check_ins.rules import CheckInContent
from app.models.check_in import CheckIn
from app.platform import clock
from app.platform.db import db, new_id
from app.zones.rules import Level


def content(
    zone: str | None = "green", *, ago: timedelta = timedelta(), readings: Mapping[str, str] | None = None, **changes: object
):
    """What somebody sends; `ago` is how long since, `readings` are decimal strings by kind."""
    at = clock.now() - ago
    values = {
        "id": new_id(),
        "level": Level(zone) if zone else None,
        "worried": False,
        "note": None,
        "language": "nb",
        "readings": tuple((kind, Decimal(value)) for kind, value in (readings or {}).items()),
        "measured_at": at,
        "received_at": at,
        "time_zone": "Europe/Oslo",
    }
    return CheckInContent(**values | changes)


def a_check_in(opened: OpenRecord, zone: str | None = "green", **changes: object) -> CheckIn:
    """A check-in that was kept, through the real door; takes what `content` takes."""
    made = content(zone, **changes)
    record_check_in(opened, made)
    db.session.commit()
    return db.session.get_one(CheckIn, made.id)
