"""What is to become of one reminder at one moment. The worker asks this each time it looks at one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from app.measures.rules import ANSWERED, State
from app.reminders.rules.firings import Firing, Follow, Key, around
from app.reminders.rules.quiet import Quiet, quiet_until

LOOK_AGAIN = timedelta(hours=24)
_SNOOZED_TOO_OLD = timedelta(days=2)


@dataclass(frozen=True)
class Kept:
    """What a reminder remembers; as the columns of `app.models.reminder`."""

    last: Key | None
    attempt: int
    again_at: datetime | None
    snoozed: bool
    since: datetime
    open: Key | None


@dataclass(frozen=True)
class Wish:
    """How a person wants to be reminded. `follow` is nothing where there is nothing to remind of, or nobody to be reminded."""

    follow: Follow | None
    again_after: timedelta
    again_times: int
    quiet: Quiet | None


@dataclass(frozen=True)
class Decision:
    """`send` is the firing to remind of, as attempt `attempt`; `close` the occurrence whose notice is to go.

    `kept` and `next_at` hold once that is done.
    """

    send: Firing | None
    attempt: int
    close: Key | None
    kept: Kept
    next_at: datetime


def decide(wish: Wish, kept: Kept, answers: Mapping[Key, State], now: datetime) -> Decision:
    """`answers` are by occurrence, of the day before yesterday and on.

    After a long outage only the latest firing is reminded of, and only while its day lasts.
    """
    if wish.follow is None:
        return _nothing_to_do(kept, now)
    near = around(wish.follow, kept.since, now)
    close = kept.open if kept.open and _gone(kept.open, near, answers, _day(wish.follow.zone, now)) else None
    kept = _still_meant(replace(kept, open=None if close else kept.open), near)
    found, attempt = _due(kept, near, now)
    if found and _over(found, wish.follow.zone, kept.snoozed and attempt > 0, now, answers):
        kept, found = _dealt_with(kept, found, now), None
    rests = quiet_until(wish.quiet, now, wish.follow.zone) if found else None
    if found and rests:
        return Decision(None, 0, close, kept, min(rests, now + LOOK_AGAIN))
    if found is None:
        return Decision(None, 0, close, kept, _next_look(kept, near, now))
    after = _reminded(wish, kept, found, attempt, now)
    return Decision(found, attempt, close, after, _next_look(after, near, now))


def _nothing_to_do(kept: Kept, now: datetime) -> Decision:
    quiet = replace(kept, again_at=None, snoozed=False, since=now, open=None)
    return Decision(None, 0, kept.open, quiet, now + LOOK_AGAIN)


def _due(kept: Kept, near: list[Firing], now: datetime) -> tuple[Firing | None, int]:
    """The latest firing that has come and was not dealt with; else the last one, if it is time to say it once more."""
    come = [each for each in near if kept.since <= each.fires_at <= now and (kept.last is None or each.key > kept.last)]
    if come:
        return come[-1], 0
    if kept.again_at is None or kept.again_at > now or kept.last is None:
        return None, 0
    again = next((each for each in near if each.key == kept.last), None)
    # What was asked for holds although its day is over or its times have changed since.
    return again or Firing(*kept.last, kept.again_at, kept.open[1] if kept.open else kept.last[1]), kept.attempt + 1


def _gone(occurrence: Key, near: list[Firing], answers: Mapping[Key, State], today: date) -> bool:
    """Whether it is answered, or no longer due today: paused, ended or moved."""
    moved = occurrence[0] == today and all(each.occurrence != occurrence for each in near)
    return answers.get(occurrence) in ANSWERED or moved


def _still_meant(kept: Kept, near: list[Firing]) -> Kept:
    """Saying it once more is dropped where its time is no longer one of the measure's, unless the person asked for it."""
    if kept.again_at is None or kept.snoozed or any(each.key == kept.last for each in near):
        return kept
    return replace(kept, again_at=None)


def _over(firing: Firing, zone: str, snoozed: bool, now: datetime, answers: Mapping[Key, State]) -> bool:
    """Whether there is no reason left: it is answered, or its day is over where the person is and they did not ask."""
    if answers.get(firing.occurrence) in ANSWERED:
        return True
    if snoozed:
        return now.date() - firing.on > _SNOOZED_TOO_OLD
    return _day(zone, now) > firing.on


def _day(zone: str, now: datetime) -> date:
    return now.astimezone(ZoneInfo(zone)).date()


def _dealt_with(kept: Kept, found: Firing, now: datetime) -> Kept:
    return replace(kept, last=found.key, attempt=0, again_at=None, snoozed=False, since=now)


def _reminded(wish: Wish, kept: Kept, found: Firing, attempt: int, now: datetime) -> Kept:
    again = now + wish.again_after if attempt < wish.again_times else None
    return Kept(found.key, attempt, again, False, now, found.occurrence)


def _next_look(kept: Kept, near: list[Firing], now: datetime) -> datetime:
    ahead = [each.fires_at for each in near if each.fires_at > now and (kept.last is None or each.key > kept.last)]
    return min([*ahead[:1], *([kept.again_at] if kept.again_at else []), now + LOOK_AGAIN])
