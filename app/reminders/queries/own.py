"""The reminders somebody has in one record, and how they want to be left in peace."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, select

from app.access.record import Record
from app.identity.actor import Actor
from app.measures.rules import ANSWERED
from app.models.reminder import Reminder
from app.models.reminder_setting import ReminderSetting
from app.platform.db import db, fetch
from app.reminders.queries.due import answers
from app.reminders.rules import Key, Quiet

_COLUMNS = (
    *(Reminder.id, Reminder.record_id, Reminder.measure_id, Reminder.active, Reminder.times, Reminder.again_after_minutes),
    *(Reminder.again_times, Reminder.again_at, Reminder.snoozed, Reminder.open_on, Reminder.open_time),
)
_OF_PERSON = Reminder.person_id == bindparam("person_id")
_IN_RECORD = select(*_COLUMNS).where(_OF_PERSON, Reminder.record_id == bindparam("record_id"))
_BY_ID = select(*_COLUMNS).where(_OF_PERSON, Reminder.id == bindparam("id"))
_OPEN = select(*_COLUMNS).where(_OF_PERSON, Reminder.open_on.is_not(None))
_SETTING = select(
    ReminderSetting.quiet_from, ReminderSetting.quiet_until, ReminderSetting.follows_phone, ReminderSetting.time_zone
).where(ReminderSetting.person_id == bindparam("person_id"))


@dataclass(frozen=True)
class ReminderLine:
    """One reminder of the actor's. `times` are the person's own, where they have chosen some; `later_at` when it was put off to.

    `open` is the occurrence whose notice may stand on a phone.
    """

    id: UUID
    record_id: UUID
    measure_id: UUID
    active: bool
    times: tuple[str, ...]
    again_after: timedelta
    again_times: int
    later_at: datetime | None
    open: Key | None


@dataclass(frozen=True)
class Setting:
    """`phone_zone` is where the phone said it was; it counts while `follows_phone`."""

    quiet: Quiet | None = None
    follows_phone: bool = True
    phone_zone: str | None = None

    def zone(self, home: str) -> str:
        """Where the person's clock is."""
        return self.phone_zone if self.phone_zone and self.follows_phone else home


def due_zone(record: Record, setting: Setting) -> str:
    """By which clock the actor is reminded of this record: their own of themselves, the patient's of one they help."""
    return record.time_zone if record.on_behalf else setting.zone(record.actor.time_zone)


def reminders(record: Record) -> dict[UUID, ReminderLine]:
    """The actor's own reminders in this record, by measure."""
    rows = fetch(_IN_RECORD, {"person_id": record.actor.person_id, "record_id": record.id})
    return {row.measure_id: _line(row) for row in rows}


def reminder_behind(actor: Actor, opaque_id: UUID) -> ReminderLine | None:
    """The actor's reminder that a notification named; nothing where it is another's."""
    rows = fetch(_BY_ID, {"person_id": actor.person_id, "id": opaque_id})
    return _line(rows[0]) if rows else None


def standing(actor: Actor) -> list[ReminderLine]:
    """The reminders whose notices may still stand on the actor's phones; not those of what has been answered since."""
    lines = [_line(row) for row in fetch(_OPEN, {"person_id": actor.person_id})]
    said = answers(db.session.connection(), {line.measure_id for line in lines})
    return [line for line in lines if line.open and said.get(line.measure_id, {}).get(line.open) not in ANSWERED]


def setting(actor: Actor) -> Setting:
    rows = fetch(_SETTING, {"person_id": actor.person_id})
    if not rows:
        return Setting()
    row = rows[0]
    quiet = Quiet(row.quiet_from, row.quiet_until) if row.quiet_from and row.quiet_until else None
    return Setting(quiet, row.follows_phone, row.time_zone)


def _line(row: Any) -> ReminderLine:
    return ReminderLine(
        id=row.id,
        record_id=row.record_id,
        measure_id=row.measure_id,
        active=row.active,
        times=tuple(row.times),
        again_after=timedelta(minutes=row.again_after_minutes),
        again_times=row.again_times,
        later_at=row.again_at if row.snoozed else None,
        open=(row.open_on, row.open_time) if row.open_on else None,
    )
