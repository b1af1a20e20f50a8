"""Notices to people, as messages to their phones."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TypeAlias
from uuid import UUID

from app.devices.queries import Target
from app.platform import clock
from app.platform.push.endpoints import punishes_silence
from app.platform.push.message import Message, Outcome, Result, Urgency
from app.platform.push.payload import close, show
from app.reminders.rules.lasting import LONGEST

Post: TypeAlias = Callable[[Sequence[Message]], list[Result]]

CLOSED_WITHIN = timedelta(hours=6)
_SOON = timedelta(minutes=1)
# Of several messages to one phone: it is gone whatever else it took, and rests if its service asked for that once.
_LASTS = (Outcome.GONE, Outcome.RETRY)


@dataclass(frozen=True)
class Notice:
    """Something to show to one person, or with `closes` to take away. All notices of one occurrence have the same topic.

    It is shown within `may_wait` or not at all. `begun_at` is when the same was first tried; until `insist_until` a phone that
    could not be reached is tried again although another has it.
    """

    person_id: UUID
    topic: str
    opaque_id: UUID
    closes: bool = False
    again: bool = False
    may_wait: timedelta = LONGEST
    begun_at: datetime | None = None
    insist_until: datetime | None = None


@dataclass(frozen=True)
class Became:
    """What became of one notice over all the phones of its person; `wait` is how long to let be before trying again.

    `outcome` is nothing where there is no phone to send to. What is to be tried again `stands` where another phone has it.
    """

    outcome: Outcome | None
    wait: timedelta = _SOON
    stands: bool = False


def send(notices: Sequence[Notice], targets: Sequence[Target], post: Post) -> tuple[list[Became], dict[UUID, Result]]:
    """What became of each notice, in their order, and of each phone."""
    phones: dict[UUID, list[Target]] = defaultdict(list)
    for target in targets:
        phones[target.person_id].append(target)
    asked = [(place, target) for place, notice in enumerate(notices) for target in _ready(notice, phones[notice.person_id])]
    results = post([_message(notices[place], target) for place, target in asked]) if asked else []
    by_notice: dict[int, list[Result]] = defaultdict(list)
    by_phone: dict[UUID, Result] = {}
    for (place, target), result in zip(asked, results, strict=True):
        by_notice[place].append(result)
        if target.id not in by_phone or by_phone[target.id].outcome not in _LASTS:
            by_phone[target.id] = result
    return [_became(notice, by_notice[place], phones[notice.person_id]) for place, notice in enumerate(notices)], by_phone


def _ready(notice: Notice, phones: Sequence[Target]) -> list[Target]:
    ready = [each for each in phones if not _rests(each) and not _has(notice, each, phones)]
    return [each for each in ready if not (notice.closes and punishes_silence(each.subscription.endpoint))]


def _rests(phone: Target) -> bool:
    return phone.retry_at is not None and phone.retry_at > clock.now()


def _has(notice: Notice, phone: Target, phones: Sequence[Target]) -> bool:
    """Whether this phone got it when another one's service put it off.

    Where none did, a worker was stopped in the middle, and who got what is not known: everybody is sent it again.
    """
    if notice.begun_at is None or phone.retry_at or not any(each.retry_at for each in phones):
        return False
    return phone.sent_at is not None and phone.sent_at >= notice.begun_at


def _message(notice: Notice, target: Target) -> Message:
    if notice.closes:
        return Message(target.subscription, close(notice.topic), notice.topic, CLOSED_WITHIN)
    payload = show(notice.topic, notice.opaque_id, target.language, again=notice.again)
    return Message(target.subscription, payload, notice.topic, notice.may_wait, Urgency.HIGH)


def _became(notice: Notice, results: Sequence[Result], phones: Sequence[Target]) -> Became:
    outcomes = {result.outcome for result in results}
    taken = Outcome.SENT in outcomes or any(_has(notice, each, phones) for each in phones)
    waits = [result.retry_after or _SOON for result in results if result.outcome is Outcome.RETRY]
    waits += [max(each.retry_at - clock.now(), _SOON) for each in phones if each.retry_at and _rests(each)]
    if waits and (not taken or _insists(notice, min(waits))):
        return Became(Outcome.RETRY, min(waits), stands=taken)
    if taken:
        return Became(Outcome.SENT)
    return Became(Outcome.REFUSED if Outcome.REFUSED in outcomes else None)


def _insists(notice: Notice, wait: timedelta) -> bool:
    return notice.insist_until is not None and clock.now() + wait <= notice.insist_until
