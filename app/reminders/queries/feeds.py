"""What a private calendar shows: when its owner wants to be reminded, and nothing of what."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, bindparam, select

from app.access.purposes import Purpose
from app.access.standing import still_may
from app.identity.actor import Actor
from app.models.calendar_feed import CalendarFeed
from app.models.reminder import Reminder
from app.platform import clock
from app.platform.db import db, fetch
from app.reminders.queries.due import REMINDERS, due_zone_of, rhythm_of
from app.reminders.rules import Follow, firings

AHEAD, BACK = timedelta(days=60), timedelta(days=7)
MOST = 2000
_LIVE = select(CalendarFeed.id, CalendarFeed.person_id, CalendarFeed.language, CalendarFeed.created_at).where(
    CalendarFeed.ended_at.is_(None)
)
_BY_HASH = _LIVE.where(CalendarFeed.token_hash == bindparam("token_hash"))
_OF_PERSON = _LIVE.where(CalendarFeed.person_id == bindparam("person_id"))
_ACTIVE = REMINDERS.where(Reminder.person_id == bindparam("person_id"), Reminder.active)


@dataclass(frozen=True)
class Feed:
    """A live address: when it was made."""

    id: UUID
    language: str
    created_at: datetime


@dataclass(frozen=True)
class Entry:
    """One moment in a calendar, by the clock of `zone`; `name` is the same each time it is read."""

    starts_at: datetime
    zone: str
    name: str


@dataclass(frozen=True)
class Calendar:
    feed_id: UUID
    language: str
    entries: tuple[Entry, ...]


def feed_of(actor: Actor) -> Feed | None:
    """The actor's live address, if there is one."""
    rows = fetch(_OF_PERSON, {"person_id": actor.person_id})
    return Feed(rows[0].id, rows[0].language, rows[0].created_at) if rows else None


def calendar_behind(token_hash: str) -> Calendar | None:
    """What the calendar with that secret shows now; nothing where it has ended or never was."""
    rows = fetch(_BY_HASH, {"token_hash": token_hash})
    if not rows:
        return None
    return Calendar(rows[0].id, rows[0].language, _entries(db.session.connection(), rows[0].id, rows[0].person_id))


def _entries(connection: Connection, feed_id: UUID, person_id: UUID) -> tuple[Entry, ...]:
    rows = [row for row in connection.execute(_ACTIVE, {"person_id": person_id}) if row.in_force]
    may = still_may(connection, {(person_id, row.record_id) for row in rows}, Purpose.REMIND)
    found: dict[datetime, str] = {}
    for row in rows:
        if (person_id, row.record_id) in may:
            zone = due_zone_of(row)
            today = clock.now().astimezone(ZoneInfo(zone)).date()
            follow = Follow(rhythm_of(row), tuple(row.times), zone)
            # Two things at the same moment are one entry: how many there are is nobody's business either.
            found |= {each.fires_at: zone for each in firings(follow, today - BACK, today + AHEAD)}
    return tuple(Entry(at, found[at], _name(feed_id, at)) for at in sorted(found)[:MOST])


def _name(feed_id: UUID, at: datetime) -> str:
    return hashlib.sha256(f"{feed_id} {at.isoformat()}".encode()).hexdigest()[:32]
