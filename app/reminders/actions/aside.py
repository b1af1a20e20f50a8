"""Leaving alone what cannot be read."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, bindparam, update

from app.models.missed_check_in_watch import MissedCheckInWatch
from app.models.reminder import Reminder
from app.platform import clock

AGAIN_AFTER = timedelta(days=1)


def _aside(table: Any) -> Any:
    return update(table).where(table.id == bindparam("one")).values(next_at=bindparam("at"), held=False)


_ASIDE = {table: _aside(table) for table in (Reminder, MissedCheckInWatch)}


def set_aside(connection: Connection, table: type[Reminder] | type[MissedCheckInWatch], row_id: UUID) -> None:
    """Let one that this worker has claimed be looked at again tomorrow; earlier, as any other, if its measure is rewritten."""
    connection.execute(_ASIDE[table], {"one": row_id, "at": clock.now() + AGAIN_AFTER})
