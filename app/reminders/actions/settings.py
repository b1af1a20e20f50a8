"""When a person is left in peace, and where their clock is."""

from __future__ import annotations

from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError

from app.identity.actor import Actor
from app.models.missed_check_in_watch import MissedCheckInWatch
from app.models.reminder import Reminder
from app.models.reminder_setting import ReminderSetting
from app.platform import clock
from app.platform.db import db
from app.reminders.rules import Quiet


def leave_in_peace(actor: Actor, quiet: Quiet | None, follows_phone: bool) -> None:
    """From now on no notification comes in those hours. Nothing given means at any hour."""
    row = _setting(actor)
    row.quiet_from, row.quiet_until = (quiet.start, quiet.end) if quiet else (None, None)
    row.follows_phone, row.updated_at = follows_phone, clock.now()
    _look_anew(actor)


def phone_is_in(actor: Actor, time_zone: str) -> bool:
    """The actor's phone says it is in this zone now; answers whether that was news."""
    row = _setting(actor)
    if row.time_zone == time_zone or (row.time_zone is None and time_zone == actor.time_zone):
        return False
    row.time_zone, row.updated_at = time_zone, clock.now()
    _look_anew(actor)
    return True


def _setting(actor: Actor) -> ReminderSetting:
    mine = select(ReminderSetting).filter_by(person_id=actor.person_id)
    row = db.session.scalar(mine)
    if row:
        return row
    row = ReminderSetting(person_id=actor.person_id, follows_phone=True)
    try:
        with db.session.begin_nested():
            db.session.add(row)
            db.session.flush()
    except IntegrityError:  # another tab was first
        return db.session.scalars(mine).one()
    return row


def _look_anew(actor: Actor) -> None:
    """Everything of this person is worked out again."""
    now = clock.now()
    db.session.flush()
    for table in (Reminder, MissedCheckInWatch):
        mine = update(table).where(table.person_id == actor.person_id, table.next_at > now)
        # A worker that has it lets go: what it meant to write is worked out again.
        db.session.execute(mine.values(next_at=now, held=False), execution_options={"synchronize_session": False})
