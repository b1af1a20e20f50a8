"""Proofs of possession as a well-behaved client makes them, and as any other would."""

from __future__ import annotations

import base64
import hashlib
import time
from typing import Any
from uuid import uuid4

from joserfc import jwt
from joserfc.jwk import ECKey, OctKey, RSAKey
from joserfc.jws import JWSRegistry


def ath(token: str) -> str:
    return base64.urlsafe_b64encode(hashlib.sha256(token.encode()).digest()).rstrip(b"=").decode()


def a_proof(
    key: ECKey | RSAKey,
    token: str,
    nonce: str | None,
    *,
    method: str = "GET",
    address: str = "http://localhost/api/probe/caller",
    header: dict[str, Any] | None = None,
    signed_by: ECKey | RSAKey | OctKey | None = None,
    **changes: Any,
) -> str:
    """A proof; `changes` replaces claims, None leaves one out; `header` joins the header's members."""
    said = {"jti": str(uuid4()), "htm": method, "htu": address, "iat": int(time.time()), "ath": ath(token), "nonce": nonce}
    claims = {name: value for name, value in (said | changes).items() if value is not None}
    algorithm = "ES256" if isinstance(key, ECKey) else "RS256"
    members = {"typ": "dpop+jwt", "alg": algorithm, "jwk": key.as_dict(private=False)} | (header or {})
    members = {name: value for name, value in members.items() if value is not None}
    registry = _Roomy(algorithms=["ES256", "RS256", "PS256", "HS256"])
    return jwt.encode(members, claims, signed_by or key, registry=registry, default_type=None)


class _Roomy(JWSRegistry):
    max_header_length = 10_000
