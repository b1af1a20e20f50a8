"""When a check-in is missing, and when somebody the patient chose is to be told."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from app.measures.rules import ANSWERED, Due, Rhythm, State, moment_of, occurrences
from app.reminders.rules.decide import LOOK_AGAIN
from app.reminders.rules.firings import Key

DELAYS = (60, 120, 240, 720, 1440)
_BACK = timedelta(days=3)

Answers = Mapping[UUID, Mapping[Key, State]]


@dataclass(frozen=True)
class Missing:
    """One check-in that was expected by `limit`, and when somebody is to be told that it did not come."""

    key: Key
    limit: datetime
    tell_at: datetime
    answered: bool


@dataclass(frozen=True)
class Told:
    """What a watch remembers: the check-in they were told of last, whether that may stand on a phone, and since when to look."""

    last: Key | None
    open: bool
    since: datetime


@dataclass(frozen=True)
class WatchDecision:
    """`tell` is the check-in to tell of, `close` one that has come after all, is not theirs to know of, or not the latest.

    Never both.
    """

    tell: Missing | None
    close: Key | None
    told: Told
    next_at: datetime


def expected(rhythms: Sequence[tuple[UUID, Rhythm]], delay: timedelta, answers: Answers, now: datetime) -> list[Missing]:
    """The check-ins of the last days and the next, in the order in which they would be told of."""
    found = []
    for measure_id, rhythm in rhythms:
        today, said = now.astimezone(ZoneInfo(rhythm.time_zone)).date(), answers.get(measure_id, {})
        for due in occurrences(rhythm, today - _BACK, today + timedelta(days=1)):
            answered = said.get((due.due_on, due.due_time)) in ANSWERED
            limit = limit_of(due)
            found.append(Missing((due.due_on, due.due_time), limit, limit + delay, answered))
    return sorted(found, key=lambda each: each.tell_at)


def limit_of(due: Due) -> datetime:
    """By when a check-in is expected: its "latest by", an hour after its time, or the end of its day."""
    if due.late_at:
        return due.late_at
    return moment_of(due.due_on + timedelta(days=1), time(), ZoneInfo(due.time_zone))


def decide_watch(told: Told, check_ins: Sequence[Missing], now: datetime) -> WatchDecision:
    """Of several that are missing only the latest is told, and never the same twice. Without any, it is nobody's to know of.

    What they were told of before goes first, and what takes its place is told at the next look.
    """
    answered = not check_ins or any(each.key == told.last and each.answered for each in check_ins)
    come = [each for each in check_ins if told.since < each.tell_at <= now and now - each.tell_at < LOOK_AGAIN]
    tell = come[-1] if come and not come[-1].answered and come[-1].key != told.last else None
    close = told.last if told.open and (answered or tell) else None
    if close and tell:
        return WatchDecision(None, close, Told(told.last, False, told.since), now)
    ahead = [each.tell_at for each in check_ins if each.tell_at > now]
    after = Told(tell.key if tell else told.last, bool(tell) or (told.open and close is None), now)
    return WatchDecision(tell, close, after, min([*ahead[:1], now + LOOK_AGAIN]))


def missing_now(check_ins: Sequence[Missing], since: datetime, now: datetime) -> Missing | None:
    """The latest that somebody is to know of now, within a day of being told."""
    come = [each for each in check_ins if since < each.tell_at <= now and now - each.tell_at < LOOK_AGAIN]
    return come[-1] if come and not come[-1].answered else None
