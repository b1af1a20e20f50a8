"""What became of what was sent."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from sqlalchemy import delete, update

from app.models.push_subscription import PushSubscription
from app.platform import clock
from app.platform.db import db
from app.platform.push.message import Outcome, Result


def settle(results: Mapping[UUID, Result]) -> None:
    """Keep what became of what was sent: `results` by the id of the `Target`. Browsers that are gone are forgotten."""
    now = clock.now()
    gone = [target for target, result in results.items() if result.outcome is Outcome.GONE]
    sent = [target for target, result in results.items() if result.outcome is Outcome.SENT]
    if gone:
        db.session.execute(delete(PushSubscription).where(PushSubscription.id.in_(gone)))
    if sent:
        db.session.execute(update(PushSubscription).where(PushSubscription.id.in_(sent)).values(sent_at=now, retry_at=None))
    for target, result in results.items():
        if result.outcome is Outcome.RETRY and result.retry_after:
            later = update(PushSubscription).where(PushSubscription.id == target)
            db.session.execute(later.values(retry_at=now + result.retry_after))
