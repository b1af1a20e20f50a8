"""Whether a token is real, is for us, and says enough of whom it speaks for."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from joserfc import jws, jwt
from joserfc.errors import JoseError
from joserfc.jwk import ECKey, RSAKey

from app.identity.tokens.claims import Claims, Kind, read_claims
from app.identity.tokens.issuers import Issuer, trusted
from app.platform import clock

ALGORITHMS = ("ES256", "ES384", "PS256", "PS384", "RS256", "RS384")
TYPES = ("at+jwt", "application/at+jwt", "jwt")
MAX_LENGTH = 12_000
LEEWAY_SECONDS = 10
LONGEST_SECONDS = 24 * 60 * 60
CITIZENS_LEVEL = "idporten-loa-high"

_COMPACT = re.compile(r"[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+")


class BadToken(Exception):
    """The token is none: forged, expired, or not for us. The words are safe to tell the caller."""


class TooWeak(Exception):
    """The person did not sign in as strongly as patient data asks for."""


class NotEnough(Exception):
    """The token is real, but lacks what tells who is responsible: a health personnel number, or the organisations."""


def verify_token(token: str, audiences: frozenset[str]) -> Claims:
    """What `token` says. Errors: `BadToken`, `TooWeak`, `NotEnough`; `IssuerSilent` where its keys are not to be had."""
    if len(token) > MAX_LENGTH or not _COMPACT.fullmatch(token):
        raise BadToken("The access token is not a signed JWT.")
    issuer, key = _signer(token)
    try:
        said = jwt.decode(token, key, algorithms=list(ALGORITHMS)).claims
    except (JoseError, ValueError):
        raise BadToken("The access token's signature does not hold.") from None
    _check_times(said)
    claims = read_claims(said)
    if not claims.audiences & audiences:
        raise BadToken("The access token is for another audience.")
    _check_person(claims, issuer)
    return claims


def _signer(token: str) -> tuple[Issuer, RSAKey | ECKey]:
    """Who says they signed it, and the key that must then fit. Nothing of the token is believed yet."""
    header, said = _unverified(token)
    if header.get("alg") not in ALGORITHMS or str(header.get("typ", "jwt")).lower() not in TYPES or "crit" in header:
        raise BadToken("The access token's algorithm or type is not one we take.")
    issuer = trusted(said["iss"]) if isinstance(said.get("iss"), str) else None
    if issuer is None:
        raise BadToken("The access token's issuer is not one we trust.")
    kid = header.get("kid")
    key = issuer.key(kid) if isinstance(kid, str) else None
    if key is None:
        raise BadToken("The access token's key is not one of its issuer's.")
    # A key may say which algorithm it is for, and its type always does: an RSA key never checks an ES256 signature.
    if key.get("alg") not in (None, header["alg"]):
        raise BadToken("The access token's key is for another algorithm.")
    return issuer, key


def _unverified(token: str) -> tuple[Mapping[str, Any], Mapping[str, Any]]:
    try:
        found = jws.extract_compact(token.encode())
        header, said = found.headers(), json.loads(found.payload)
    except (JoseError, ValueError, RecursionError):
        raise BadToken("The access token cannot be read.") from None
    if not isinstance(said, dict):
        raise BadToken("The access token cannot be read.")
    return header, said


def _check_times(said: Mapping[str, Any]) -> None:
    now = clock.now().timestamp()
    expires, issued, begins = (said.get(name) for name in ("exp", "iat", "nbf"))
    if not _is_moment(expires) or not _is_moment(issued) or not (begins is None or _is_moment(begins)):
        raise BadToken("The access token does not say from when to when it holds.")
    if expires + LEEWAY_SECONDS <= now:  # type: ignore[operator]
        raise BadToken("The access token has expired.")
    if max(issued, begins or 0) - LEEWAY_SECONDS > now:  # type: ignore[operator, type-var]
        raise BadToken("The access token does not hold yet.")
    if expires - issued > LONGEST_SECONDS:  # type: ignore[operator]
        raise BadToken("The access token holds longer than we take one for.")


def _is_moment(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value < 1e11


def _check_person(claims: Claims, issuer: Issuer) -> None:
    if claims.kind not in issuer.vouches_for:
        raise BadToken("The access token's issuer may not vouch for this kind of caller.")
    if claims.kind is Kind.CITIZEN:
        if claims.acr != CITIZENS_LEVEL:
            raise TooWeak(CITIZENS_LEVEL)
        if not claims.pid:
            raise NotEnough("The access token names nobody.")
        return
    if claims.kind is Kind.CLINICIAN and claims.security_level != "4":
        raise TooWeak("4")
    if claims.kind is Kind.CLINICIAN and not re.fullmatch(r"\d{7,9}", claims.hpr_number or "", re.ASCII):
        raise NotEnough("The access token has no health personnel number.")
    if not all(re.fullmatch(r"\d{9}", each or "", re.ASCII) for each in (claims.orgnr_parent, claims.orgnr_child)):
        raise NotEnough("The access token lacks the organisation numbers of the legal entity and the place of care.")
