"""From rows to decisions: what the rules need, taken from what the batch has read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import Connection

from app.access.purposes import Purpose
from app.access.standing import still_may
from app.platform import clock
from app.reminders.queries.due import (
    answers,
    check_in_rhythms,
    claimed_reminders,
    claimed_watches,
    rhythm_of,
    zone_of,
)
from app.reminders.rules import (
    Decision,
    Follow,
    Kept,
    Quiet,
    Told,
    WatchDecision,
    Wish,
    decide,
    decide_watch,
    expected,
    quiet_until,
)


@dataclass(frozen=True)
class Look:
    """One reminder, and what is to become of it."""

    row: Any
    decision: Decision


@dataclass(frozen=True)
class WatchLook:
    """One watch, and what is to become of it. `rests_until` is when its person may be told, where they are left in peace now."""

    row: Any
    decision: WatchDecision
    rests_until: datetime | None


def look(connection: Connection, ids: list[UUID]) -> list[Look]:
    """What is to become of each of these reminders now: four statements, however many there are."""
    rows = claimed_reminders(connection, ids)
    may = still_may(connection, {(row.person_id, row.record_id) for row in rows}, Purpose.REMIND)
    said = answers(connection, {row.measure_id for row in rows})
    now = clock.now()
    wishes = [_wish(row, (row.person_id, row.record_id) in may) for row in rows]
    return [
        Look(row, decide(wish, _kept(row), said.get(row.measure_id, {}), now)) for row, wish in zip(rows, wishes, strict=True)
    ]


def look_at_watch(connection: Connection, ids: list[UUID]) -> list[WatchLook]:
    """The same for those who are told of a missed check-in."""
    rows, now = claimed_watches(connection, ids), clock.now()
    may = still_may(connection, {(row.person_id, row.record_id) for row in rows}, Purpose.READ)
    rhythms = check_in_rhythms(connection, {row.record_id for row in rows})
    said = answers(connection, {each.measure_id for found in rhythms.values() for each in found})
    looks = []
    for row in rows:
        may_know = row.ended_at is None and (row.person_id, row.record_id) in may
        asked = [(each.measure_id, each.rhythm) for each in rhythms.get(row.record_id, ())] if may_know else []
        check_ins = expected(asked, timedelta(minutes=row.delay_minutes), said, now)
        looks.append(WatchLook(row, decide_watch(told_of(row), check_ins, now), quiet_until(quiet_of(row), now, zone_of(row))))
    return looks


def told_of(row: Any) -> Told:
    last = (row.due_on, row.due_time) if row.due_on else None
    return Told(last, row.open_on is not None, row.since)


def quiet_of(row: Any) -> Quiet | None:
    return Quiet(row.quiet_from, row.quiet_until) if row.quiet_from and row.quiet_until else None


def _wish(row: Any, may: bool) -> Wish:
    follow = Follow(rhythm_of(row), tuple(row.times), zone_of(row)) if may and row.active and row.in_force else None
    return Wish(follow, timedelta(minutes=row.again_after_minutes), row.again_times, quiet_of(row))


def _kept(row: Any) -> Kept:
    return Kept(
        last=(row.due_on, row.due_time) if row.due_on else None,
        attempt=row.attempt,
        again_at=row.again_at,
        snoozed=row.snoozed,
        since=row.since,
        open=(row.open_on, row.open_time) if row.open_on else None,
    )
