"""Browsers that get notifications, with keys that can be encrypted for and, in a test, decrypted with."""

from __future__ import annotations

import os
from base64 import urlsafe_b64encode
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID, uuid4

import http_ece
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from app.models.login_session import LoginSession
from app.models.push_subscription import PushSubscription
from app.platform import clock
from app.platform.crypto import lookup_hash
from app.platform.db import db
from app.platform.push.message import Subscription
from app.platform.push.settings import push_settings


@dataclass
class Browser:
    """What a browser makes when it subscribes."""

    endpoint: str = field(default_factory=lambda: f"https://fcm.googleapis.com/fcm/send/{uuid4().hex}")
    private: ec.EllipticCurvePrivateKey = field(default_factory=lambda: ec.generate_private_key(ec.SECP256R1()))
    secret: bytes = field(default_factory=lambda: os.urandom(16))

    @property
    def p256dh(self) -> str:
        return written(self.private.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint))

    @property
    def auth(self) -> str:
        return written(self.secret)

    def subscription(self, application_key: str) -> Subscription:
        return Subscription(self.endpoint, self.p256dh, self.auth, application_key)

    def form(self, application_key: str) -> dict[str, str]:
        """What our script sends of it."""
        return {
            "endpoint": self.endpoint,
            "p256dh": self.p256dh,
            "auth": self.auth,
            "application_key": application_key,
            "time_zone": "Europe/Oslo",
        }

    def read(self, body: bytes) -> bytes:
        """What the encrypted `body` says. Errors: `http_ece.ECEException` where it is not for this browser."""
        return http_ece.decrypt(body, private_key=self.private, auth_secret=self.secret, version="aes128gcm")


def written(raw: bytes) -> str:
    return urlsafe_b64encode(raw).rstrip(b"=").decode()


def a_login(person_id: UUID, **terms: Any) -> LoginSession:
    now = clock.now()
    row = LoginSession(id=uuid4(), token_hash=uuid4().hex * 2, person_id=person_id, provider="test", device="Test")
    row.created_at = row.seen_at = now
    for name, value in terms.items():
        setattr(row, name, value)
    db.session.add(row)
    db.session.flush()
    return row


def a_device(
    person_id: UUID, browser: Browser | None = None, *, name: str = "Firefox|Android", **session: Any
) -> PushSubscription:
    """A browser of `person_id`, kept under a sign-in of its own."""
    browser, settings = browser or Browser(), push_settings()
    assert settings
    row = PushSubscription(
        id=uuid4(),
        person_id=person_id,
        session_id=a_login(person_id, **session).id,
        endpoint=browser.endpoint,
        endpoint_hash=lookup_hash(browser.endpoint),
        p256dh=browser.p256dh,
        auth=browser.auth,
        application_key=settings.key.public,
        language="nb",
        device=name,
    )
    db.session.add(row)
    db.session.flush()
    return row
