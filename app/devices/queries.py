"""Where notifications go, and what a notification leads to."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, select

from app.identity.actor import Actor
from app.models.login_session import LoginSession
from app.models.measure import Measure
from app.models.missed_check_in_watch import MissedCheckInWatch
from app.models.push_subscription import PushSubscription
from app.models.reminder import Reminder
from app.platform.db import db
from app.platform.push.message import Subscription

# A session that only timed out keeps its notifications: a phone lies unused between two reminders. One that was ended has none.
_LIVE = (
    select(
        PushSubscription.id,
        PushSubscription.person_id,
        PushSubscription.session_id,
        PushSubscription.endpoint,
        PushSubscription.p256dh,
        PushSubscription.auth,
        PushSubscription.application_key,
        PushSubscription.language,
        PushSubscription.device,
        PushSubscription.created_at,
        PushSubscription.sent_at,
        PushSubscription.retry_at,
    )
    .join(LoginSession, LoginSession.id == PushSubscription.session_id)
    .where(
        PushSubscription.person_id.in_(bindparam("people", expanding=True)),
        PushSubscription.removed_at.is_(None),
        LoginSession.ended_at.is_(None),
    )
    .order_by(PushSubscription.created_at.desc(), PushSubscription.id)
)
_REMINDED = (
    select(Reminder.record_id, Reminder.measure_id, Measure.asks_for)
    .join(Measure, Measure.id == Reminder.measure_id)
    .where(Reminder.id == bindparam("opaque_id"), Reminder.person_id == bindparam("person_id"))
)
_WATCHED = select(MissedCheckInWatch.record_id).where(
    MissedCheckInWatch.id == bindparam("opaque_id"), MissedCheckInWatch.person_id == bindparam("person_id")
)


@dataclass(frozen=True)
class Target:
    """One browser of one person. Nothing is sent to it before `retry_at`: its service asked for a pause, and nothing was taken
    since. `sent_at` is when its service last took something.
    """

    id: UUID
    person_id: UUID
    subscription: Subscription
    language: str
    retry_at: datetime | None
    sent_at: datetime | None


@dataclass(frozen=True)
class DeviceLine:
    """One browser that its owner gets notifications in; `here` is the one they look at now."""

    target: Target
    device: str
    since: datetime
    sent_at: datetime | None
    here: bool


@dataclass(frozen=True)
class Waiting:
    """What a notification was about, for the one it was sent to: a measure, or without one how it goes with the record."""

    record_id: UUID
    measure_id: UUID | None
    asks_for: str | None


def targets(people: Collection[UUID]) -> list[Target]:
    """Every browser that `people` get notifications in."""
    return [_target(row) for row in db.session.execute(_LIVE, {"people": list(people)})]


def own_devices(actor: Actor) -> list[DeviceLine]:
    """The browsers the actor gets notifications in, the newest first."""
    rows = db.session.execute(_LIVE, {"people": [actor.person_id]})
    return [DeviceLine(_target(row), row.device, row.created_at, row.sent_at, row.session_id == actor.session_id) for row in rows]


def what_waits(actor: Actor, opaque_id: UUID) -> Waiting | None:
    """What the notification with `opaque_id` was about; nothing where it was another's, or there is no such."""
    asked = {"opaque_id": opaque_id, "person_id": actor.person_id}
    row = db.session.execute(_REMINDED, asked).first()
    if row is not None:
        return Waiting(**row._asdict())
    watched = db.session.scalar(_WATCHED, asked)
    return Waiting(watched, None, None) if watched else None


def _target(row: Any) -> Target:
    to = Subscription(row.endpoint, row.p256dh, row.auth, row.application_key)
    return Target(row.id, row.person_id, to, row.language, row.retry_at, row.sent_at)
