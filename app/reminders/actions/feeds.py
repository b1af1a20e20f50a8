"""The secret address of a private calendar.

It is shown once. Here is only its hash, so that a copy of the table opens nothing.
"""

from __future__ import annotations

import hashlib
import secrets

from sqlalchemy import update

from app.identity.actor import Actor
from app.models.calendar_feed import CalendarFeed
from app.platform import clock
from app.platform.db import db

TOKEN_BYTES = 24


def make_feed(actor: Actor, language: str) -> str:
    """A new address; the one before is worth nothing from now on. Answers its secret part."""
    end_feed(actor)
    token = secrets.token_urlsafe(TOKEN_BYTES)
    db.session.add(CalendarFeed(person_id=actor.person_id, token_hash=hash_of(token), language=language))
    db.session.flush()
    return token


def end_feed(actor: Actor) -> None:
    mine = (CalendarFeed.person_id == actor.person_id, CalendarFeed.ended_at.is_(None))
    db.session.execute(update(CalendarFeed).where(*mine).values(ended_at=clock.now()))


def hash_of(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
