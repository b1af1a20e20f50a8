"""The access log: who opened what, when, on what ground, and what was refused (pasientjournalloven § 22).

No access without a line: if the line cannot be written, the door does not open.
"""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import insert, update

from app.access.purposes import Ground, Purpose
from app.identity.actor import Actor
from app.models.access_log_entry import AccessLogEntry
from app.models.login_session import LoginSession
from app.platform import clock
from app.platform.db import db, new_id, only_reads
from app.platform.transaction import own_transaction


def log_opening(actor: Actor, record_id: UUID, purpose: Purpose, ground: Ground) -> None:
    """Write one opening: together with the change it is for, or, for a reading, at once.

    A patient's own readings are written once per sign-in, so that reading one's own plan writes nothing.
    """
    entry = _entry(actor, record_id, purpose, ground)
    if not only_reads():
        db.session.execute(insert(AccessLogEntry), entry)
        return
    if ground is Ground.SELF and actor.opened_own:
        return
    with own_transaction() as connection:
        connection.execute(insert(AccessLogEntry), entry)
        if ground is Ground.SELF and actor.session_id:
            own = update(LoginSession).where(LoginSession.id == actor.session_id)
            connection.execute(own.values(own_opened_at=clock.now()))


def log_refusal(actor: Actor, record_id: UUID, purpose: Purpose) -> None:
    """Write a refusal, in its own transaction: it is kept although the request fails."""
    with own_transaction() as connection:
        connection.execute(insert(AccessLogEntry), _entry(actor, record_id, purpose, Ground.NONE))


def _entry(actor: Actor, record_id: UUID, purpose: Purpose, ground: Ground) -> dict[str, object]:
    return {
        "id": new_id(),
        "record_id": record_id,
        "actor_id": actor.person_id,
        "actor_name": actor.name,
        "organisation": actor.practice.organisation_name if actor.practice else None,
        "purpose": purpose,
        "ground": ground,
        "granted": ground is not Ground.NONE,
        "at": clock.now(),
    }
