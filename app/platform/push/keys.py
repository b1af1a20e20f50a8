"""The keys by which push services know us (VAPID, RFC 8292)."""

from __future__ import annotations

from base64 import urlsafe_b64decode, urlsafe_b64encode
from datetime import datetime, timedelta

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from py_vapid import Vapid02

from app.platform import clock

# At most 24 hours (RFC 8292 § 2); Apple refuses more. Signed anew well before the end, for clocks that go wrong.
_VALID = timedelta(hours=12)
_ANEW = timedelta(hours=6)


class VapidKey:
    """One private key, its public half as browsers take it, and a signed header for each push service, kept while it is good."""

    def __init__(self, private: str, subject: str) -> None:
        """`private` is 32 bytes in base64url. Errors: `ValueError` where it is not a key."""
        raw = urlsafe_b64decode(private + "=" * (-len(private) % 4))
        if len(raw) != 32:
            raise ValueError("A VAPID key is 32 bytes in base64url.")
        key = ec.derive_private_key(int.from_bytes(raw), ec.SECP256R1())
        point = key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
        self.public = urlsafe_b64encode(point).rstrip(b"=").decode()
        self._signer = Vapid02(key)
        self._subject = subject
        self._headers: dict[str, tuple[datetime, str]] = {}

    def header(self, origin: str) -> str:
        """`Authorization` for the push service at `origin` and no other: one for all is refused by all but the first."""
        now = clock.now()
        signed_at, header = self._headers.get(origin, (now - _VALID, ""))
        if not timedelta(0) <= now - signed_at < _ANEW:
            claims = {"aud": origin, "sub": self._subject, "exp": int((now + _VALID).timestamp())}
            header = str(self._signer.sign(claims)["Authorization"])
            self._headers[origin] = (now, header)
        return header
