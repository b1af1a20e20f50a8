"""Identity numbers at rest: sealed with AES-GCM, found again by a keyed hash (HMAC-SHA-256)."""

from __future__ import annotations

import hashlib
import hmac
import os

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from flask import current_app

NONCE_BYTES = 12


def seal(text: str, bound_to: str) -> bytes:
    """`text`, readable only with the data key, and only as belonging to `bound_to`."""
    nonce = os.urandom(NONCE_BYTES)
    return nonce + AESGCM(_key("seal")).encrypt(nonce, text.encode(), bound_to.encode())


def unseal(sealed: bytes, bound_to: str) -> str:
    """The text that `seal` was given. Errors: `cryptography.exceptions.InvalidTag` for a wrong key or owner."""
    return AESGCM(_key("seal")).decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], bound_to.encode()).decode()


def lookup_hash(text: str) -> str:
    """What to look `text` up by without storing it; 64 hex digits."""
    return hmac.new(_key("lookup"), text.encode(), hashlib.sha256).hexdigest()


def _key(use: str) -> bytes:
    data_key: bytes = current_app.config["DATA_KEY"]
    return hmac.new(data_key, use.encode(), hashlib.sha256).digest()
