"""Notices to people, as messages to their phones."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import TypeAlias
from uuid import UUID

from app.devices.queries import Target
from app.platform import clock
from app.platform.push.message import Message, Outcome, Result, Urgency
from app.platform.push.payload import close, show

Post: TypeAlias = Callable[[Sequence[Message]], list[Result]]

SHOWN_FOR = timedelta(hours=6)
CLOSED_WITHIN = timedelta(hours=6)
_SOON = timedelta(minutes=1)
# Safari takes away the permission of a site whose message shows nothing (WebKit: userVisibleOnly is held to).
_MUST_SHOW = ".push.apple.com/"


@dataclass(frozen=True)
class Notice:
    """Something to show to one person, or with `closes` to take away. All notices of one occurrence have the same topic."""

    person_id: UUID
    topic: str
    opaque_id: UUID
    closes: bool = False
    again: bool = False


@dataclass(frozen=True)
class Became:
    """What became of one notice over all the phones of its person; `wait` is how long to let be before trying again.

    `outcome` is nothing where there is no phone to send to.
    """

    outcome: Outcome | None
    wait: timedelta = _SOON


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
        if by_phone.get(target.id, result).outcome is not Outcome.GONE:
            by_phone[target.id] = result
    return [_became(by_notice[place], phones[notice.person_id]) for place, notice in enumerate(notices)], by_phone


def _ready(notice: Notice, phones: Sequence[Target]) -> list[Target]:
    ready = [each for each in phones if each.retry_at is None or each.retry_at <= clock.now()]
    return [each for each in ready if not (notice.closes and _MUST_SHOW in each.subscription.endpoint)]


def _message(notice: Notice, target: Target) -> Message:
    if notice.closes:
        return Message(target.subscription, close(notice.topic), notice.topic, CLOSED_WITHIN)
    payload = show(notice.topic, notice.opaque_id, target.language, again=notice.again)
    return Message(target.subscription, payload, notice.topic, SHOWN_FOR, Urgency.HIGH)


def _became(results: Sequence[Result], phones: Sequence[Target]) -> Became:
    outcomes = {result.outcome for result in results}
    for best in (Outcome.SENT, Outcome.RETRY, Outcome.REFUSED):
        if best in outcomes:
            waits = [result.retry_after for result in results if result.retry_after]
            return Became(best, min(waits, default=_SOON))
    if phones and not results:  # each of them rests
        rests = [each.retry_at - clock.now() for each in phones if each.retry_at]
        return Became(Outcome.RETRY, max(min(rests, default=_SOON), _SOON))
    return Became(None)
