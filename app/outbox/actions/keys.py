"""One key for each person on each phone, so that what lies there can be read by its owner and by nobody else."""

from __future__ import annotations

import os
from base64 import b64encode
from uuid import UUID

from sqlalchemy import select

from app.identity.actor import Actor
from app.models.phone_key import PhoneKey
from app.platform import clock
from app.platform.db import db

KEY_BYTES = 32


def key_for(actor: Actor, phone: UUID | None) -> PhoneKey:
    """The actor's key on `phone`; a new one where the phone has none of theirs, or theirs was ended. Flushes.

    Somebody else's key is never given, whatever `phone` says. At work and at home are two owners.
    """
    known = _of(actor, phone) if phone else None
    if known is None:
        known = PhoneKey(person_id=actor.person_id, clinician_id=_at_work(actor), key=b64encode(os.urandom(KEY_BYTES)).decode())
        db.session.add(known)
    known.contact_at = clock.now()
    db.session.flush()
    return known


def _of(actor: Actor, phone: UUID) -> PhoneKey | None:
    return db.session.scalar(
        select(PhoneKey).where(
            PhoneKey.id == phone,
            PhoneKey.person_id == actor.person_id,
            PhoneKey.clinician_id.is_not_distinct_from(_at_work(actor)),
            PhoneKey.ended_at.is_(None),
        )
    )


def _at_work(actor: Actor) -> UUID | None:
    return actor.practice.clinician_id if actor.practice else None
