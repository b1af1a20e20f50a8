"""Which attempts were begun before and are still to be made."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime
from typing import TypeAlias
from uuid import UUID

from sqlalchemy import Connection, bindparam, select

from app.models.reminder_delivery import ReminderDelivery

Attempt: TypeAlias = tuple[UUID, date, str, int]
_BEGUN = select(
    *(ReminderDelivery.reminder_id, ReminderDelivery.due_on, ReminderDelivery.due_time),
    *(ReminderDelivery.attempt, ReminderDelivery.claimed_at),
).where(
    ReminderDelivery.reminder_id.in_(bindparam("ids", expanding=True)),
    ReminderDelivery.due_on.in_(bindparam("days", expanding=True)),
    ReminderDelivery.settled_at.is_(None),
)


def begun(connection: Connection, attempts: Collection[Attempt]) -> dict[Attempt, datetime]:
    """When each of those of `attempts` was begun that a service put off, or whose worker was stopped."""
    if not attempts:
        return {}
    asked = {"ids": sorted({each[0] for each in attempts}), "days": sorted({each[1] for each in attempts})}
    return {(row[0], row[1], row[2], row[3]): row[4] for row in connection.execute(_BEGUN, asked)}
