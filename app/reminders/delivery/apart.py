"""Keeping one row that cannot be read apart from the others of its batch."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias, TypeVar
from uuid import UUID

import structlog
from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

from app.models.missed_check_in_watch import MissedCheckInWatch
from app.models.reminder import Reminder
from app.reminders.actions.aside import set_aside
from app.reminders.delivery.figures import SET_ASIDE

_Look = TypeVar("_Look")
Looking: TypeAlias = Callable[[Connection, list[UUID]], list[_Look]]
log = structlog.get_logger()


def whole_or_apart(
    connection: Connection, table: type[Reminder] | type[MissedCheckInWatch], ids: list[UUID], looking: Looking[_Look]
) -> list[_Look]:
    """What `looking` finds of all of `ids`; where it stumbles, of each half, and so on. The one it stumbles over is set aside.

    Errors: `DBAPIError`, after which the transaction may be worth nothing.
    """
    try:
        return looking(connection, ids)
    except DBAPIError:
        raise
    except Exception as error:  # a row may have been spoilt in any way
        if len(ids) == 1:
            # Never what the error says: it may quote what a patient or a clinician wrote.
            log.error("reminders", set_aside=str(ids[0]), kind=table.__tablename__, failed=type(error).__name__)
            SET_ASIDE.labels(table.__tablename__).inc()
            set_aside(connection, table, ids[0])
            return []
    half = len(ids) // 2
    return [look for part in (ids[:half], ids[half:]) for look in whole_or_apart(connection, table, part, looking)]
