"""Proofs that have been used: each is good for one request, on whichever of our machines."""

from __future__ import annotations

import hashlib
from datetime import timedelta

from sqlalchemy import delete, insert
from sqlalchemy.exc import IntegrityError

from app.models.dpop_proof import DpopProof
from app.platform import clock
from app.platform.transaction import own_transaction

# A proof is taken until its nonce is too old, or its own clock is; after that it needs not be remembered.
KEPT = timedelta(minutes=10)


def use_up(jkt: str, jti: str) -> bool:
    """Whether this is the first use of the proof `jti` made with the key `jkt`. From now on it is used, whatever comes of it."""
    mark, now = hashlib.sha256(f"{jkt}\n{jti}".encode()).hexdigest(), clock.now()
    try:
        with own_transaction() as connection:
            connection.execute(insert(DpopProof).values(jti_hash=mark, expires_at=now + KEPT))
            if mark.startswith("00"):
                connection.execute(delete(DpopProof).where(DpopProof.expires_at < now))
    except IntegrityError:
        return False
    return True
