"""Keeping where a browser's notifications go, and ending it."""

from __future__ import annotations

import hmac
from uuid import UUID

from sqlalchemy import delete, or_, select
from sqlalchemy.exc import IntegrityError

from app.devices.rules import MOST_DEVICES
from app.identity.actor import Actor
from app.models.login_session import LoginSession
from app.models.push_subscription import PushSubscription
from app.platform import clock
from app.platform.crypto import lookup_hash
from app.platform.db import db
from app.platform.push.message import Subscription


def keep_device(
    actor: Actor, offered: Subscription, *, language: str, device: str, time_zone: str | None, on_purpose: bool
) -> bool:
    """Notifications of the browser `offered` go to the actor from now on, whoever had them; answers whether they do.

    They do not where they were removed from afar, unless turned on here `on_purpose`. A browser has one subscription.
    """
    row = _by_endpoint(offered.endpoint)
    if row is not None and row.removed_at is not None and not on_purpose:
        return False
    row = row or _new(actor, offered)
    if row.person_id != actor.person_id:
        row.created_at, row.sent_at = clock.now(), None
    row.person_id, row.session_id = actor.person_id, actor.session_id  # type: ignore[assignment]
    row.language, row.device, row.time_zone = language, device[:100], time_zone
    _fill(row, offered)
    db.session.flush()
    _forget_others(actor, row)
    return True


def renew_device(old_endpoint: str, old_auth: str, offered: Subscription) -> bool:
    """The browser got a new subscription by itself, perhaps with nobody signed in: who knows the old one's secret had it."""
    row = _by_endpoint(old_endpoint)
    if row is None or row.removed_at is not None or not hmac.compare_digest(row.auth.encode(), old_auth.encode()):
        return False
    if db.session.get_one(LoginSession, row.session_id).ended_at is not None:
        return False
    db.session.execute(
        delete(PushSubscription).where(
            PushSubscription.endpoint_hash == lookup_hash(offered.endpoint), PushSubscription.id != row.id
        )
    )
    _fill(row, offered)
    db.session.flush()
    return True


def remove_device(actor: Actor, device_id: UUID) -> None:
    """No more notifications to one of the actor's own browsers; anybody else's is left alone."""
    own = (PushSubscription.id == device_id, PushSubscription.person_id == actor.person_id)
    row = db.session.scalar(select(PushSubscription).where(*own))
    if row is not None:
        # The address is forgotten at once; the hash tells the browser, when it next comes, that it was let go.
        row.removed_at, row.endpoint, row.auth, row.p256dh = clock.now(), "", "", ""
        db.session.flush()


def _by_endpoint(endpoint: str) -> PushSubscription | None:
    return db.session.scalar(select(PushSubscription).where(PushSubscription.endpoint_hash == lookup_hash(endpoint)))


def _new(actor: Actor, offered: Subscription) -> PushSubscription:
    """A row for the browser; where another of its tabs was quicker, that one's."""
    row = PushSubscription(
        person_id=actor.person_id,
        session_id=actor.session_id,
        language="",
        device="",
        endpoint_hash=lookup_hash(offered.endpoint),
    )
    _fill(row, offered)
    try:
        with db.session.begin_nested():
            db.session.add(row)
            db.session.flush()
    except IntegrityError:
        return _by_endpoint(offered.endpoint) or row
    return row


def _fill(row: PushSubscription, offered: Subscription) -> None:
    row.endpoint, row.endpoint_hash = offered.endpoint, lookup_hash(offered.endpoint)
    row.p256dh, row.auth, row.application_key = offered.p256dh, offered.auth, offered.application_key
    row.retry_at = row.removed_at = None


def _forget_others(actor: Actor, kept: PushSubscription) -> None:
    """What this browser had before, and what is more than anybody has phones for."""
    ids = select(PushSubscription.id).where(PushSubscription.person_id == actor.person_id)
    latest = db.session.scalars(ids.order_by(PushSubscription.created_at.desc()).limit(MOST_DEVICES)).all()
    too_many = (PushSubscription.person_id == actor.person_id) & PushSubscription.id.not_in(latest)
    before = PushSubscription.session_id == actor.session_id
    db.session.execute(delete(PushSubscription).where(PushSubscription.id != kept.id, or_(before, too_many)))
