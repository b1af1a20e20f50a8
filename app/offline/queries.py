"""Which records' plans somebody keeps on a phone."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import ColumnElement, select

from app.access.record import Record
from app.consents.queries import latest_consent
from app.identity.actor import Actor
from app.models.offline_copy import OfflineCopy
from app.models.phone_key import PhoneKey
from app.platform.db import db


def own_phone(record: Record, phone: UUID) -> bool:
    """Whether `phone` is one the actor has a key on."""
    return db.session.scalar(select(PhoneKey.id).where(*_of(record.actor, phone))) is not None


def copy_on(record: Record, phone: UUID) -> OfflineCopy | None:
    """The actor's choice for `phone`, whether it still holds or not."""
    chosen = select(OfflineCopy).join(PhoneKey, PhoneKey.id == OfflineCopy.phone_key_id)
    return db.session.scalar(chosen.where(OfflineCopy.record_id == record.id, *_of(record.actor, phone)))


def is_kept(record: Record, phone: UUID | None) -> bool:
    """Whether the phone is to keep the record's plan: chosen there, not ended, and the patient has not said no to plans."""
    copy = copy_on(record, phone) if phone else None
    if copy is None or copy.ended_at:
        return False
    consent = latest_consent(record)
    return consent is None or consent.withdrawn_at is None


def kept_records(actor: Actor, phone: UUID | None) -> list[UUID]:
    """The records the actor has chosen to keep on `phone`. Whether they may still is asked at each."""
    chosen = select(OfflineCopy.record_id).join(PhoneKey, PhoneKey.id == OfflineCopy.phone_key_id)
    here = chosen.where(OfflineCopy.ended_at.is_(None), *_of(actor, phone)) if phone else None
    return [] if here is None else list(db.session.scalars(here.order_by(OfflineCopy.chosen_at)))


def _of(actor: Actor, phone: UUID) -> tuple[ColumnElement[bool], ...]:
    # Somebody at work is another owner, and keeps no plans.
    at_home = actor.practice is None
    live = (PhoneKey.ended_at.is_(None), PhoneKey.clinician_id.is_(None))
    return (PhoneKey.id == phone, PhoneKey.person_id == actor.person_id, *live) if at_home else (PhoneKey.id.is_(None),)
