"""What is to become of one reminder at one moment. The worker asks this each time it looks at one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from app.measures.rules import ANSWERED, State
from app.reminders.rules.firings import Firing, Follow, Key, around, day_in
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
    """`send` is the firing to remind of, as attempt `attempt`; `close` the occurrence whose notice is to go. Never both.

    `kept` and `next_at` hold once that is done.
    """

    send: Firing | None
    attempt: int
    close: Key | None
    kept: Kept
    next_at: datetime


def decide(wish: Wish, kept: Kept, answers: Mapping[Key, State], now: datetime) -> Decision:
    """`answers` are by occurrence, of the day before yesterday and on.

    After a long outage only the latest firing is reminded of, and only while its day lasts. One notice a reminder stands: what
    is about another occurrence goes first, and what takes its place is shown at the next look.
    """
    if wish.follow is None:
        return _nothing_to_do(kept, now)
    near = around(wish.follow, kept.since, now)
    close = kept.open if kept.open and _gone(kept.open, near, answers, wish.follow, now) else None
    kept = _still_meant(replace(kept, open=None if close else kept.open), near)
    found, attempt = _due(kept, near, answers, now, wish.follow)
    if found and _over(found, wish.follow, kept.snoozed and attempt > 0, now, answers):
        kept, found = _dealt_with(kept, found, attempt, now), None
    rests = quiet_until(wish.quiet, now, wish.follow.zone) if found else None
    if found and rests:
        return Decision(None, 0, close, kept, min(rests, now + LOOK_AGAIN))
    if found is None:
        return Decision(None, 0, close, kept, _next_look(kept, near, now))
    in_the_way = close or (kept.open if kept.open != found.occurrence else None)
    if in_the_way:
        return Decision(None, 0, in_the_way, replace(kept, open=None), now)
    after = _reminded(wish, kept, found, attempt, now)
    return Decision(found, attempt, None, after, _next_look(after, near, now))


def _nothing_to_do(kept: Kept, now: datetime) -> Decision:
    quiet = replace(kept, again_at=None, snoozed=False, since=now, open=None)
    return Decision(None, 0, kept.open, quiet, now + LOOK_AGAIN)


def _due(
    kept: Kept, near: list[Firing], answers: Mapping[Key, State], now: datetime, follow: Follow
) -> tuple[Firing | None, int]:
    """The latest firing that has come and was not dealt with; else the last one, if it is time to say it once more.

    What was asked for holds although its day is over or its times have changed since; where another has come meanwhile, and is
    done, it is of the one before.
    """
    come = [each for each in near if kept.since <= each.fires_at <= now and (kept.last is None or each.key > kept.last)]
    if come:
        return come[-1], 0
    if kept.again_at is None or kept.again_at > now or kept.last is None:
        return None, 0
    again = next((each for each in near if each.key == kept.last), None)
    again = again or _as_it_was(kept.last, kept.again_at, kept.open, follow)
    if kept.snoozed and answers.get(again.occurrence) in ANSWERED:
        before = [each for each in near if each.on == again.on and each.key < again.key]
        again = next((each for each in reversed(before) if answers.get(each.occurrence) not in ANSWERED), again)
    return again, kept.attempt + 1


def _as_it_was(last: Key, at: datetime, stands: Key | None, follow: Follow) -> Firing:
    """A firing whose times have changed since: of the occurrence that stands, else of a time that the measure may still have."""
    occurrence = stands or (last[0], last[1] if follow.rhythm.times else "")
    return Firing(*last, at, *occurrence)


def _gone(occurrence: Key, near: list[Firing], answers: Mapping[Key, State], follow: Follow, now: datetime) -> bool:
    """Whether it is answered, or no longer due today: paused, ended or moved."""
    today = day_in(follow.rhythm.time_zone, now)
    moved = occurrence[0] == today and all(each.occurrence != occurrence for each in near)
    return answers.get(occurrence) in ANSWERED or moved


def _still_meant(kept: Kept, near: list[Firing]) -> Kept:
    """Saying it once more is dropped where its time is no longer one of the measure's, unless the person asked for it."""
    if kept.again_at is None or kept.snoozed or any(each.key == kept.last for each in near):
        return kept
    return replace(kept, again_at=None)


def _over(firing: Firing, follow: Follow, snoozed: bool, now: datetime, answers: Mapping[Key, State]) -> bool:
    """Whether there is no reason left: it is answered, or its day is over, where the person is or on their page, and they did
    not ask."""
    if answers.get(firing.occurrence) in ANSWERED:
        return True
    if snoozed:
        return now.date() - firing.on > _SNOOZED_TOO_OLD
    return day_in(follow.zone, now) > firing.on or day_in(follow.rhythm.time_zone, now) > firing.due_on


def _promised(kept: Kept, attempt: int, now: datetime) -> bool:
    """Whether the person was told when they are reminded next, and it is not yet then: no other time takes that away."""
    return attempt == 0 and kept.snoozed and kept.again_at is not None and kept.again_at > now


def _dealt_with(kept: Kept, found: Firing, attempt: int, now: datetime) -> Kept:
    if _promised(kept, attempt, now):
        return replace(kept, last=found.key, since=now)
    return replace(kept, last=found.key, attempt=0, again_at=None, snoozed=False, since=now)


def _reminded(wish: Wish, kept: Kept, found: Firing, attempt: int, now: datetime) -> Kept:
    if _promised(kept, attempt, now):
        return replace(kept, last=found.key, since=now, open=found.occurrence)
    again = now + wish.again_after if attempt < wish.again_times else None
    return Kept(found.key, attempt, again, False, now, found.occurrence)


def _next_look(kept: Kept, near: list[Firing], now: datetime) -> datetime:
    ahead = [each.fires_at for each in near if each.fires_at > now and (kept.last is None or each.key > kept.last)]
    return min([*ahead[:1], *([kept.again_at] if kept.again_at else []), now + LOOK_AGAIN])
