"""One batch: claim and decide in one transaction, send outside any, write what became of it in another.

A worker that dies between the two leaves its batch to the next once the lease is over. What it had sent already is then sent
again under the same topic, which a phone shows once; what was written as sent is not sent again.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from app.devices.actions import settle
from app.devices.queries import Target, targets
from app.models.missed_check_in_watch import MissedCheckInWatch
from app.models.reminder import Reminder
from app.platform.push.message import Outcome
from app.platform.transaction import work
from app.reminders.actions.claims import (
    FAILED,
    NOWHERE,
    SENT,
    claim,
    lease_until,
    open_deliveries,
    put_back,
    settle_deliveries,
    will_stand,
)
from app.reminders.delivery.figures import Tally
from app.reminders.delivery.looking import look, look_at_watch
from app.reminders.delivery.notices import Became, Post, send
from app.reminders.delivery.rows import Sending, closing, reminder_row, reminding, sending, standing, telling, watch_row

__all__ = ["Limits", "Post", "look_at_reminders", "look_at_watches"]

_STATES = {Outcome.SENT: SENT, Outcome.REFUSED: FAILED, Outcome.GONE: NOWHERE, None: NOWHERE}


@dataclass(frozen=True)
class Limits:
    """How many a worker takes at once, and how many seconds it has for them."""

    batch: int = 500
    lease: float = 120


def look_at_reminders(limits: Limits, post: Post) -> Tally:
    """Take a batch of reminders and do with each what is right now; answers what was done."""
    lease = lease_until(limits.lease)
    with work() as connection:
        looks = look(connection, claim(connection, Reminder, limits.batch, lease))
        made = sending(looks)
        deliveries = open_deliveries(connection, [each.attempt for each in made])
        # What the batch of a worker that died had sent, and written down, is not sent again.
        to_send = [each for each in made if deliveries[each.key]["state"] != SENT]
        closings = closing(looks)
        waiting = {each.look.row.id for each in to_send} | {each.opaque_id for each in closings}
        put_back(connection, Reminder, lease, [reminder_row(each) for each in looks if each.row.id not in waiting])
        will_stand(connection, lease, [standing(each) for each in to_send if each.will_stand])
        notices = [reminding(each) for each in to_send] + closings
        phones = _phones([each.person_id for each in notices])
    became, by_phone = send(notices, phones, post)
    outcomes = {each.opaque_id: one for each, one in zip(notices, became, strict=True)}
    with work() as connection:
        settle(by_phone)
        settle_deliveries(connection, _settled(to_send, deliveries, outcomes))
        held = [each for each in looks if each.row.id in waiting]
        put_back(connection, Reminder, lease, [reminder_row(each, outcomes.get(each.row.id)) for each in held])
    return _tally(len(looks), became[: len(to_send)], len(closings)).count()


def look_at_watches(limits: Limits, post: Post) -> Tally:
    """The same for those who are told that a check-in has not come."""
    lease = lease_until(limits.lease)
    with work() as connection:
        looks = look_at_watch(connection, claim(connection, MissedCheckInWatch, limits.batch, lease))
        to_tell, closings = telling(looks), closing(looks)
        waiting = {each.opaque_id for each in (*to_tell, *closings)}
        put_back(connection, MissedCheckInWatch, lease, [watch_row(each) for each in looks if each.row.id not in waiting])
        notices = to_tell + closings
        phones = _phones([each.person_id for each in notices])
    became, by_phone = send(notices, phones, post)
    outcomes = {each.opaque_id: one for each, one in zip(notices, became, strict=True)}
    with work() as connection:
        settle(by_phone)
        held = [each for each in looks if each.row.id in waiting]
        put_back(connection, MissedCheckInWatch, lease, [watch_row(each, outcomes.get(each.row.id)) for each in held])
    return _tally(len(looks), became[: len(to_tell)], len(closings)).count()


def _phones(people: Sequence[UUID]) -> list[Target]:
    return targets(set(people)) if people else []


def _settled(sent: Sequence[Sending], deliveries: dict[Any, Any], outcomes: dict[UUID, Became]) -> dict[UUID, str]:
    """What is put off stays claimed: it is still to be made."""
    found = [(deliveries[each.key]["id"], outcomes[each.look.row.id].outcome) for each in sent]
    return {delivery_id: _STATES[outcome] for delivery_id, outcome in found if outcome is not Outcome.RETRY}


def _tally(looked: int, became: Sequence[Became], closed: int) -> Tally:
    outcomes = [each.outcome for each in became]
    return Tally(
        looked=looked,
        sent=outcomes.count(Outcome.SENT),
        later=outcomes.count(Outcome.RETRY),
        refused=outcomes.count(Outcome.REFUSED),
        nowhere=outcomes.count(None) + outcomes.count(Outcome.GONE),
        closed=closed,
    )
