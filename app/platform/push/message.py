"""What is sent, to where, and what became of it."""

from __future__ import annotations

import hashlib
from base64 import urlsafe_b64encode
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

TOPIC_LENGTH = 32


class Urgency(StrEnum):
    """How much of a phone's battery a notification is worth (RFC 8030 § 5.3)."""

    LOW = "low"
    NORMAL = "normal"
    HIGH = "high"


@dataclass(frozen=True)
class Subscription:
    """One browser as it described itself (W3C Push API). `application_key` is the public key it was subscribed with."""

    endpoint: str
    p256dh: str
    auth: str
    application_key: str


@dataclass(frozen=True)
class Message:
    """One notification to one browser. Of those with the same `topic` that still wait at the service, only the last is kept."""

    subscription: Subscription
    payload: bytes
    topic: str
    ttl: timedelta
    urgency: Urgency = Urgency.NORMAL


class Outcome(StrEnum):
    """`SENT`: the service took it, which is not that it arrived. `GONE`: the browser is no longer there, so forget it. `RETRY`:
    later, the same message. `REFUSED`: never the same message again; the subscription may still be good.
    """

    SENT = "sent"
    GONE = "gone"
    RETRY = "retry"
    REFUSED = "refused"


@dataclass(frozen=True)
class Result:
    """What became of one message. `status` is the service's answer, nothing where there was none."""

    outcome: Outcome
    retry_after: timedelta | None = None
    status: int | None = None


def topic_of(*parts: object) -> str:
    """One topic for everything about the same thing, saying nothing of what it is; 32 base64url characters (RFC 8030 § 5.4)."""
    digest = hashlib.sha256("\0".join(map(str, parts)).encode()).digest()
    return urlsafe_b64encode(digest).decode()[:TOPIC_LENGTH]
