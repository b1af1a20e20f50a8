"""Turning reminders on and off, and putting one off. The worker looks at what was changed at once."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError

from app.access.record import Record
from app.measures.queries import MeasureLine, measure
from app.measures.rules import ANSWERED, Party
from app.models.reminder import Reminder
from app.models.reminder_delivery import ReminderDelivery
from app.platform import clock
from app.platform.db import db
from app.reminders.queries.due import answers
from app.reminders.queries.own import due_zone, setting
from app.reminders.rules import MOST_ATTEMPTS, Follow, Key, Snooze, day_in, firings, later

_BACK = timedelta(days=2)


class NothingToRemindOf(Exception):
    """The measure is not in force, has no rhythm, or is not the patient's to do."""


@dataclass(frozen=True)
class Choice:
    """How somebody wants to be reminded: at these times of day, or the measure's own; once more after so long, so many times."""

    active: bool
    times: Sequence[str] = ()
    again_after_minutes: int = 30
    again_times: int = 1


def can_remind_of(line: MeasureLine) -> bool:
    return line.in_force and line.performer == Party.PATIENT and line.rhythm.rrule is not None


def set_reminder(record: Record, measure_id: UUID, choice: Choice) -> None:
    """Let the actor be reminded so. Errors: `NoSuchRecord`, `NothingToRemindOf`."""
    line = measure(record, measure_id)
    if choice.active and not can_remind_of(line):
        raise NothingToRemindOf
    row = _row(record, measure_id) or _new(record, measure_id)
    if choice.active and not row.active:
        row.since = clock.now()
    row.active, row.times = choice.active, sorted(set(choice.times))
    row.again_after_minutes, row.again_times = choice.again_after_minutes, choice.again_times
    _look_now(row)


def switch_reminder(record: Record, measure_id: UUID, on: bool) -> None:
    """On or off, everything else as it was. Errors: `NoSuchRecord`, `NothingToRemindOf`."""
    row = _row(record, measure_id)
    if row is None:
        set_reminder(record, measure_id, Choice(on))
    else:
        set_reminder(record, measure_id, Choice(on, row.times, row.again_after_minutes, row.again_times))


def snooze(record: Record, measure_id: UUID, choice: Snooze) -> datetime:
    """Remind the actor later of what is due today; answers when. Nothing is counted as missed by it.

    Errors: `NoSuchRecord`, `NothingToRemindOf`.
    """
    line, row, now = measure(record, measure_id), _row(record, measure_id), clock.now()
    if row is None or not row.active or not can_remind_of(line) or row.attempt >= MOST_ATTEMPTS:
        raise NothingToRemindOf
    chosen = setting(record.actor)
    put_off = _put_off(Follow(line.rhythm, tuple(row.times), due_zone(record, chosen)), row, now)
    if put_off is None:
        raise NothingToRemindOf
    row.due_on, row.due_time = put_off
    # More often than it would have been said anyway, so that no attempt is taken for one that was made.
    row.attempt = max(row.again_times, _made(row))
    row.again_at, row.snoozed, row.since = later(choice, now, chosen.zone(record.actor.time_zone)), True, now
    _look_now(row)  # another time of the measure may come before
    return row.again_at


def _put_off(follow: Follow, row: Reminder, now: datetime) -> Key | None:
    """The firing that is put off, of those that are not done: the last of today that has come, else what may be done at any time
    today, else the one said last, else the first of today ahead."""
    today = day_in(follow.zone, now)
    of_day = firings(follow, today, today)
    come = [each for each in reversed(of_day) if each.fires_at <= now]
    ahead = [each for each in of_day if each.fires_at > now]
    before = [each for each in firings(follow, today - _BACK, today) if each.key == (row.due_on, row.due_time)]
    any_time = [each for each in ahead if not each.due_time]
    said = answers(db.session.connection(), {row.measure_id}).get(row.measure_id, {})
    left = (each for each in (*come, *any_time, *before, *ahead) if said.get(each.occurrence) not in ANSWERED)
    return next((each.key for each in left), None)


def _made(row: Reminder) -> int:
    """The last attempt made at the firing that the reminder is at."""
    made = select(func.max(ReminderDelivery.attempt)).filter_by(reminder_id=row.id, due_on=row.due_on, due_time=row.due_time)
    return db.session.scalar(made) or 0


def _row(record: Record, measure_id: UUID) -> Reminder | None:
    own = {"record_id": record.id, "person_id": record.actor.person_id, "measure_id": measure_id}
    return db.session.scalar(select(Reminder).filter_by(**own))


def _new(record: Record, measure_id: UUID) -> Reminder:
    row = Reminder(record_id=record.id, person_id=record.actor.person_id, measure_id=measure_id, times=[], active=False)
    # Two taps may race on two connections: the other one was first, and it is the same reminder.
    with suppress(IntegrityError):
        with db.session.begin_nested():
            db.session.add(row)
            db.session.flush()
        return row
    return _row(record, measure_id) or row


def _look_now(row: Reminder) -> None:
    row.next_at = row.updated_at = clock.now()
    # A worker that has it lets go: what it meant to write is worked out again.
    row.held = False
    db.session.flush()
