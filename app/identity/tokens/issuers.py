"""Whose signature we trust, and with which keys. Keys are fetched once a day, and once more when a signer has changed them."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import partial
from http.client import HTTPException
from threading import Lock
from typing import Any
from urllib.error import URLError
from urllib.request import HTTPRedirectHandler, Request, build_opener

from flask import Flask, current_app
from joserfc.errors import JoseError
from joserfc.jwk import ECKey, RSAKey

from app.config import TokenIssuer
from app.identity.tokens.claims import Kind

KEPT_SECONDS = 24 * 60 * 60
ASK_AGAIN_SECONDS = 60
TIMEOUT_SECONDS = 5
MAX_BYTES = 100_000
ASYMMETRIC: dict[str, type[RSAKey | ECKey]] = {"RSA": RSAKey, "EC": ECKey}


class IssuerSilent(Exception):
    """The issuer's keys are not to be had now."""


@dataclass
class Issuer:
    """One we trust, the kinds of caller it may vouch for, and how to get its keys (as a JWK set)."""

    id: str
    vouches_for: frozenset[Kind]
    get_keys: Callable[[], dict[str, Any]]
    _keys: dict[str, RSAKey | ECKey] = field(default_factory=dict)
    _asked_at: float | None = None
    _kept_at: float | None = None
    _lock: Lock = field(default_factory=Lock)

    def key(self, kid: str) -> RSAKey | ECKey | None:
        """The key of that id, or nothing. Errors: `IssuerSilent`."""
        now = time.monotonic()
        # Whoever has a key we know never waits for somebody with a made-up one.
        found = self._keys.get(kid)
        if found and self._kept_for(KEPT_SECONDS, now):
            return found
        with self._lock:
            # Somebody who sends made-up key ids must not make us ask the issuer each time.
            if self._asked_at is None or now - self._asked_at >= ASK_AGAIN_SECONDS:
                self._ask(now)
        if not self._kept_for(2 * KEPT_SECONDS, now):
            raise IssuerSilent(self.id)
        return self._keys.get(kid)

    def _kept_for(self, seconds: float, now: float) -> bool:
        return self._kept_at is not None and now - self._kept_at < seconds

    def _ask(self, now: float) -> None:
        self._asked_at = now
        try:
            self._keys = _usable(self.get_keys())
            self._kept_at = now
        except (OSError, HTTPException, ValueError, TypeError, KeyError, JoseError):
            return  # those we have are good for another day


def trust(app: Flask, issuer: Issuer) -> None:
    """From now on, `app` trusts `issuer`."""
    app.extensions.setdefault("token_issuers", {})[issuer.id] = issuer


def trust_issuers(app: Flask, configured: Iterable[TokenIssuer]) -> None:
    """Trust those that the configuration names."""
    for each in configured:
        kinds = frozenset(Kind(kind) for kind in each.vouches_for)
        trust(app, Issuer(each.issuer, kinds, partial(fetch_keys, each.jwks_uri)))


def trusted(issuer_id: str) -> Issuer | None:
    issuers: dict[str, Issuer] = current_app.extensions.get("token_issuers", {})
    return issuers.get(issuer_id)


def fetch_keys(address: str) -> dict[str, Any]:
    """The JWK set at `address`, of a configured issuer and never of one that a token names. Errors: `OSError`, `ValueError`."""
    request = Request(address, headers={"Accept": "application/json"})  # noqa: S310 (from the configuration, which checks it)
    with build_opener(_NoRedirects).open(request, timeout=TIMEOUT_SECONDS) as answer:
        body = answer.read(MAX_BYTES + 1)
    if len(body) > MAX_BYTES:
        raise ValueError("The key set is too large.")
    keys = json.loads(body)
    if not isinstance(keys, dict):
        raise ValueError("The key set is not an object.")
    return keys


class _NoRedirects(HTTPRedirectHandler):
    def redirect_request(self, *_: Any) -> None:
        raise URLError("The issuer's keys are somewhere else than configured.")


def _usable(found: dict[str, Any]) -> dict[str, RSAKey | ECKey]:
    """The signing keys with an id. Shared secrets are never taken, whoever sends them."""
    listed = found.get("keys")
    if not isinstance(listed, list):
        raise ValueError("The key set has no keys.")
    keys = [
        each
        for each in listed
        if isinstance(each, dict) and each.get("kty") in ASYMMETRIC and each.get("use", "sig") == "sig" and "kid" in each
    ]
    return {str(key["kid"]): ASYMMETRIC[key["kty"]].import_key(key) for key in keys}
