"""From rows to decisions: what the rules need, taken from what the batch has read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import Connection

from app.access.purposes import Purpose
from app.access.standing import still_may
from app.models.missed_check_in_watch import MissedCheckInWatch
from app.models.reminder import Reminder
from app.platform import clock
from app.reminders.delivery.apart import whole_or_apart
from app.reminders.queries.attempts import Attempt, begun
from app.reminders.queries.due import (
    answers,
    check_in_rhythms,
    claimed_reminders,
    claimed_watches,
    due_zone_of,
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
from app.reminders.rules.elsewhere import quiet_by
from app.reminders.rules.lasting import LONGEST, end_of_day, may_wait

INSISTS = timedelta(minutes=10)


@dataclass(frozen=True)
class Lasting:
    """How long a notice may wait for a phone that is off. `begun_at` is when this attempt was first made, where it was before.

    Until `insist_until` a phone whose service puts it off is tried again, although another phone has it.
    """

    may_wait: timedelta
    begun_at: datetime | None
    insist_until: datetime


@dataclass(frozen=True)
class Look:
    """One reminder, and what is to become of it."""

    row: Any
    decision: Decision
    notice: Lasting


@dataclass(frozen=True)
class WatchLook:
    """One watch, and what is to become of it. `rests_until` is when its person may be told, where they are left in peace now."""

    row: Any
    decision: WatchDecision
    rests_until: datetime | None
    may_wait: timedelta


def look(connection: Connection, ids: list[UUID]) -> list[Look]:
    """What is to become of each of these reminders now: five statements, however many there are."""
    return whole_or_apart(connection, Reminder, ids, _looks)


def look_at_watch(connection: Connection, ids: list[UUID]) -> list[WatchLook]:
    """The same for those who are told of a missed check-in."""
    return whole_or_apart(connection, MissedCheckInWatch, ids, _watch_looks)


def _looks(connection: Connection, ids: list[UUID]) -> list[Look]:
    rows = claimed_reminders(connection, ids)
    may = still_may(connection, {(row.person_id, row.record_id) for row in rows}, Purpose.REMIND)
    said = answers(connection, {row.measure_id for row in rows})
    now = clock.now()
    wishes = [_wish(row, (row.person_id, row.record_id) in may, now) for row in rows]
    decisions = [decide(wish, _kept(row), said.get(row.measure_id, {}), now) for row, wish in zip(rows, wishes, strict=True)]
    before = begun(connection, [_attempt(*each) for each in zip(rows, decisions, strict=True) if each[1].send])
    return [
        Look(row, made, _lasting(row, made, before.get(_attempt(row, made)) if made.send else None, now))
        for row, made in zip(rows, decisions, strict=True)
    ]


def _watch_looks(connection: Connection, ids: list[UUID]) -> list[WatchLook]:
    rows, now = claimed_watches(connection, ids), clock.now()
    may = still_may(connection, {(row.person_id, row.record_id) for row in rows}, Purpose.READ)
    rhythms = check_in_rhythms(connection, {row.record_id for row in rows})
    said = answers(connection, {each.measure_id for found in rhythms.values() for each in found})
    looks = []
    for row in rows:
        may_know = row.ended_at is None and (row.person_id, row.record_id) in may
        asked = [(each.measure_id, each.rhythm) for each in rhythms.get(row.record_id, ())] if may_know else []
        check_ins = expected(asked, timedelta(minutes=row.delay_minutes), said, now)
        quiet, zone = quiet_of(row), zone_of(row)
        decision = decide_watch(told_of(row), check_ins, now)
        looks.append(WatchLook(row, decision, quiet_until(quiet, now, zone), may_wait(now, quiet, zone)))
    return looks


def told_of(row: Any) -> Told:
    last = (row.due_on, row.due_time) if row.due_on else None
    return Told(last, row.open_on is not None, row.since)


def quiet_of(row: Any) -> Quiet | None:
    return Quiet(row.quiet_from, row.quiet_until) if row.quiet_from and row.quiet_until else None


def _wish(row: Any, may: bool, now: datetime) -> Wish:
    follow = Follow(rhythm_of(row), tuple(row.times), due_zone_of(row)) if may and row.active and row.in_force else None
    # The day and its times are those of the patient's clock; one who helps is left in peace by their own.
    quiet = quiet_by(quiet_of(row), now, zone_of(row), due_zone_of(row))
    return Wish(follow, timedelta(minutes=row.again_after_minutes), row.again_times, quiet)


def _attempt(row: Any, decision: Decision) -> Attempt:
    on, at = decision.send.key if decision.send else (date.min, "")
    return row.id, on, at, decision.attempt


def _lasting(row: Any, decision: Decision, begun_at: datetime | None, now: datetime) -> Lasting:
    lasts = may_wait(now, quiet_of(row), zone_of(row), end_of_day(now, due_zone_of(row)))
    # It is soon said once more, to every phone: what comes after that is not to wait for one of them.
    insists = INSISTS if decision.attempt < row.again_times else LONGEST
    return Lasting(lasts, begun_at, (begun_at or now) + insists)


def _kept(row: Any) -> Kept:
    return Kept(
        last=(row.due_on, row.due_time) if row.due_on else None,
        attempt=row.attempt,
        again_at=row.again_at,
        snoozed=row.snoozed,
        since=row.since,
        open=(row.open_on, row.open_time) if row.open_on else None,
    )
