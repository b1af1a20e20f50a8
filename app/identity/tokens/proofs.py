"""Proof that the bearer of a token holds the key it is bound to: RFC 9449 § 4.3, its twelve checks, numbered as there.

Written out on joserfc, since the libraries that do it bring an HTTP client of their own and leave replay and binding out.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote, urlsplit

from joserfc import jws, jwt
from joserfc.errors import JoseError
from joserfc.jwk import ECKey, RSAKey
from joserfc.jws import JWSRegistry

from app.identity.tokens.nonces import LIFE_SECONDS, is_fresh
from app.identity.tokens.replay import use_up
from app.platform import clock

ALGORITHMS = ("ES256", "ES384", "PS256", "PS384", "RS256")
KEYS: dict[str, type[ECKey | RSAKey]] = {"EC": ECKey, "RSA": RSAKey}
SECRET_PARTS = {"d", "p", "q", "dp", "dq", "qi", "oth", "k"}
MAX_LENGTH = 6_000
AHEAD_SECONDS = 60

_COMPACT = re.compile(r"[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+")


class _Proofs(JWSRegistry):
    max_header_length = 2048  # room for the key, which with RSA is longer than other headers may be


class BadProof(Exception):
    """The proof proves nothing. The words are safe to tell the caller."""


class StaleNonce(Exception):
    """The proof must be made again with the nonce that comes with the answer."""


@dataclass(frozen=True)
class Use:
    """The request a proof must have been made for; `address` without query."""

    method: str
    address: str
    token: str
    jkt: str


def check_proof(proofs: list[str], use: Use) -> None:
    """Whether there is one proof, made for this very use. Errors: `BadProof`, `StaleNonce`."""
    if len(proofs) != 1 or "," in proofs[0]:  # 1
        raise BadProof("Send one DPoP header.")
    key, said = _signed(proofs[0])
    if not all(isinstance(said.get(name), str) for name in ("jti", "htm", "htu", "ath")):  # 3
        raise BadProof("The proof lacks jti, htm, htu, iat or ath.")
    if said["htm"] != use.method:  # 8
        raise BadProof("The proof is for another method.")
    if _normal(said["htu"]) != _normal(use.address):  # 9
        raise BadProof(f"The proof is for another address than {use.address}.")
    if not hmac.compare_digest(said["ath"].encode(), _hash_of(use.token).encode()):  # 12, the token
        raise BadProof("The proof is for another access token.")
    if not hmac.compare_digest(key.thumbprint().encode(), use.jkt.encode()):  # 12, the key
        raise BadProof("The proof is made with another key than the token is bound to.")
    nonce = said.get("nonce")
    if not isinstance(nonce, str) or not is_fresh(nonce):  # 10
        raise StaleNonce
    if not _is_now(said.get("iat")):  # 11
        raise BadProof("The proof was not made just now.")
    if not 8 <= len(said["jti"]) <= 200 or not use_up(use.jkt, said["jti"]):
        raise BadProof("The proof has been used before.")


def _is_now(issued: object) -> bool:
    now = clock.now().timestamp()
    is_number = isinstance(issued, int | float) and not isinstance(issued, bool)
    return is_number and now - LIFE_SECONDS <= issued <= now + AHEAD_SECONDS  # type: ignore[operator]


def _signed(proof: str) -> tuple[RSAKey | ECKey, Mapping[str, Any]]:
    """The key in the proof and what it signed."""
    if len(proof) > MAX_LENGTH or not _COMPACT.fullmatch(proof):  # 2
        raise BadProof("The proof is not a signed JWT.")
    try:
        registry = _Proofs(algorithms=ALGORITHMS)
        key = _public_key(jws.extract_compact(proof.encode(), registry=registry).headers())
        return key, jwt.decode(proof, key, registry=registry).claims  # 6
    except (JoseError, ValueError, TypeError, KeyError, RecursionError):
        raise BadProof("The proof's signature does not hold.") from None


def _public_key(header: Mapping[str, Any]) -> RSAKey | ECKey:
    if header.get("typ") != "dpop+jwt" or header.get("alg") not in ALGORITHMS or "crit" in header:  # 4 and 5
        raise BadProof("The proof's type or algorithm is not one we take.")
    given = header.get("jwk")
    if not isinstance(given, dict) or given.get("kty") not in KEYS:
        raise BadProof("The proof has no public key.")
    if SECRET_PARTS & set(given):  # 7
        raise BadProof("The proof gives a private key away. Make a new key.")
    if len(json.dumps(given)) > MAX_LENGTH // 2:
        raise BadProof("The proof's key is too large.")
    return KEYS[given["kty"]].import_key(given)


def _hash_of(token: str) -> str:
    return base64.urlsafe_b64encode(hashlib.sha256(token.encode()).digest()).rstrip(b"=").decode()


def _normal(address: str) -> tuple[str, str, int | None, str]:
    """The address without query and fragment, so that only what matters is compared (RFC 3986 § 6.2.2 and 6.2.3)."""
    try:
        parts = urlsplit(address)
        port = parts.port or {"https": 443, "http": 80}.get(parts.scheme.lower())
    except ValueError:
        raise BadProof("The proof is for no address.") from None
    return parts.scheme.lower(), (parts.hostname or "").lower(), port, unquote(parts.path) or "/"
