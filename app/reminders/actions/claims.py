"""Taking reminders and watches to look at, and putting them back. No two workers ever hold the same.

A claim moves `next_at` into the future, by the length of the lease: a worker that dies lets go of its batch by doing nothing.
One statement does it on both engines: PostgreSQL steps over rows another worker is taking (SKIP LOCKED), SQLite lets one
writer in at a time (BEGIN IMMEDIATE, app/platform/db.py) and knows no FOR UPDATE, which is left out there.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, TypeAlias
from uuid import UUID

from sqlalchemy import Connection, and_, bindparam, delete, exists, insert, or_, select, update

from app.models.missed_check_in_watch import MissedCheckInWatch
from app.models.reminder import Reminder
from app.models.reminder_delivery import ReminderDelivery
from app.platform import clock
from app.platform.db import new_id

Claimed: TypeAlias = type[Reminder] | type[MissedCheckInWatch]
Row: TypeAlias = Mapping[str, Any]

CLAIMED, SENT, FAILED, NOWHERE = "claimed", "sent", "failed", "nowhere"


def _claiming(table: Claimed) -> Any:
    due = (
        select(table.id)
        .where(table.next_at <= bindparam("now"))
        .order_by(table.next_at)
        .limit(bindparam("most"))
        .with_for_update(skip_locked=True)
        # PostgreSQL may run a plain subquery again for each row, and would then take more than it says.
        .cte("due")
    )
    return update(table).where(table.id.in_(select(due.c.id))).values(next_at=bindparam("lease"), held=True).returning(table.id)


_CLAIM = {table: _claiming(table) for table in (Reminder, MissedCheckInWatch)}
_KNOWN = select(
    *(ReminderDelivery.id, ReminderDelivery.reminder_id, ReminderDelivery.due_on, ReminderDelivery.due_time),
    *(ReminderDelivery.attempt, ReminderDelivery.state),
).where(
    ReminderDelivery.reminder_id.in_(bindparam("ids", expanding=True)),
    ReminderDelivery.due_on.in_(bindparam("days", expanding=True)),
)
_SETTLE = (
    update(ReminderDelivery)
    .where(ReminderDelivery.id.in_(bindparam("ids", expanding=True)))
    .values(state=bindparam("became"), settled_at=bindparam("at"))
)
_AT = (
    and_(Reminder.due_on == ReminderDelivery.due_on, Reminder.due_time == ReminderDelivery.due_time),
    Reminder.open_on == ReminderDelivery.due_on,
)
_FORGET = delete(ReminderDelivery).where(
    ReminderDelivery.id.in_(
        select(ReminderDelivery.id)
        .where(ReminderDelivery.claimed_at < bindparam("before"))
        # What a reminder is still at, or has shown, is kept however old.
        .where(~exists().where(Reminder.id == ReminderDelivery.reminder_id, or_(*_AT)))
        .limit(bindparam("most"))
        .with_for_update(skip_locked=True)
    )
)
_REMINDER_COLUMNS = ("due_on", "due_time", "attempt", "again_at", "snoozed", "since", "open_on", "open_time", "seen_version")
_WATCH_COLUMNS = ("due_on", "due_time", "open_on", "since", "told_at")


def _writing(table: Claimed, columns: Sequence[str]) -> Any:
    ours = (table.id == bindparam("claimed_id"), table.next_at == bindparam("lease"))
    return update(table).where(*ours).values({name: bindparam(f"new_{name}") for name in columns})


_PUT_BACK = {
    Reminder: _writing(Reminder, (*_REMINDER_COLUMNS, "next_at")).values(held=False),
    MissedCheckInWatch: _writing(MissedCheckInWatch, (*_WATCH_COLUMNS, "next_at")).values(held=False),
}
_WILL_STAND = _writing(Reminder, ("open_on", "open_time"))


def claim(connection: Connection, table: Claimed, most: int, lease: datetime) -> list[UUID]:
    """Take up to `most` that are due, until `lease`."""
    asked = {"now": clock.now(), "most": most, "lease": lease}
    return list(connection.scalars(_CLAIM[table], asked))


def put_back(connection: Connection, table: Claimed, lease: datetime, rows: Sequence[Row]) -> None:
    """Write what became of those still held until `lease`; what somebody else has moved meanwhile is left as they want it."""
    _write(connection, _PUT_BACK[table], lease, rows)


def will_stand(connection: Connection, lease: datetime, rows: Sequence[Row]) -> None:
    """Write before it is posted which notice is going to stand: whoever takes over from a worker that dies then knows of it."""
    _write(connection, _WILL_STAND, lease, rows)


def open_deliveries(connection: Connection, wanted: Sequence[Row]) -> dict[tuple[Any, ...], Row]:
    """One row an attempt, before it is made; answers all of `wanted` by reminder, day, time and attempt, as they now are.

    A row that is there already is of a worker that was stopped: whether it had been sent is what its state says.
    """
    if not wanted:
        return {}
    asked = {"ids": sorted({row["reminder_id"] for row in wanted}), "days": sorted({row["due_on"] for row in wanted})}
    known: dict[tuple[Any, ...], Row] = {_attempt(row._asdict()): row._asdict() for row in connection.execute(_KNOWN, asked)}
    new = [
        {**row, "id": new_id(), "state": CLAIMED, "claimed_at": clock.now(), "settled_at": None}
        for row in wanted
        if _attempt(row) not in known
    ]
    if new:
        connection.execute(insert(ReminderDelivery), new)
    return {**known, **{_attempt(row): row for row in new}}


def settle_deliveries(connection: Connection, became: Mapping[UUID, str]) -> None:
    """Write what became of each: sent, failed, or nowhere to send it."""
    for state in sorted(set(became.values())):
        ids = [delivery_id for delivery_id, each in became.items() if each == state]
        connection.execute(_SETTLE, {"ids": ids, "became": state, "at": clock.now()})


def forget_deliveries(connection: Connection, before: datetime, most: int) -> int:
    """Delete up to `most` attempts claimed before `before`, none of what a reminder still stands at; answers how many."""
    return int(connection.execute(_FORGET, {"before": before, "most": most}).rowcount)


def lease_until(seconds: float) -> datetime:
    return clock.now() + timedelta(seconds=seconds)


def _write(connection: Connection, statement: Any, lease: datetime, rows: Sequence[Row]) -> None:
    if rows:
        given = [
            {("claimed_id" if name == "id" else f"new_{name}"): value for name, value in row.items()} | {"lease": lease}
            for row in rows
        ]
        # By the table and not by the ORM, which does not take conditions of its own with many rows.
        connection.execute(statement, given)


def _attempt(row: Row) -> tuple[Any, ...]:
    return row["reminder_id"], row["due_on"], row["due_time"], row["attempt"]
