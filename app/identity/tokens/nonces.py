"""Nonces for proofs: our own moment, signed, so that a proof cannot have been made in advance and nothing needs to be kept."""

from __future__ import annotations

import base64
import hashlib
import hmac

from flask import current_app

from app.platform import clock

LIFE_SECONDS = 300


def new_nonce() -> str:
    return _nonce(int(clock.now().timestamp()))


def is_fresh(nonce: str) -> bool:
    """Whether we made `nonce`, within its life."""
    made, _, _ = nonce.partition(".")
    if not (made.isascii() and made.isdigit() and len(made) <= 11):
        return False
    age = clock.now().timestamp() - int(made)
    return hmac.compare_digest(nonce.encode(), _nonce(int(made)).encode()) and 0 <= age + 1 <= LIFE_SECONDS


def _nonce(moment: int) -> str:
    key = hmac.new(str(current_app.config["SECRET_KEY"]).encode(), b"dpop nonce", hashlib.sha256).digest()
    mark = hmac.new(key, str(moment).encode(), hashlib.sha256).digest()
    return f"{moment}.{base64.urlsafe_b64encode(mark[:18]).decode()}"
