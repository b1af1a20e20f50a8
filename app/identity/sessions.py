"""Sessions as rows: signing in makes a new one, signing out ends it, and a copied cookie is worth nothing after that."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import and_, bindparam, delete, exists, or_, select, update

from app.identity.actor import Actor, Practice
from app.models.clinician import Clinician
from app.models.login_session import LoginSession
from app.models.person import Person
from app.models.push_subscription import PushSubscription
from app.platform import clock
from app.platform.db import db, fetch, new_id
from app.platform.transaction import own_transaction

TOUCH_AFTER = timedelta(minutes=2)
# So long after its last use a browser may still show a plan that is kept on it.
KEPT_AFTER_USE = timedelta(hours=72)

_BY_TOKEN = (
    select(
        LoginSession.id,
        LoginSession.created_at,
        LoginSession.seen_at,
        LoginSession.own_opened_at,
        Person.id.label("person_id"),
        Person.given_name,
        Person.family_name,
        Person.language,
        Person.time_zone,
        Clinician.id.label("clinician_id"),
        Clinician.hpr_number,
        Clinician.role,
        Clinician.organisation_number,
        Clinician.organisation_name,
    )
    .join(Person, Person.id == LoginSession.person_id)
    .outerjoin(Clinician, Clinician.id == LoginSession.clinician_id)
    .where(LoginSession.token_hash == bindparam("token_hash"), LoginSession.ended_at.is_(None))
)


@dataclass(frozen=True)
class Limits:
    """How long a session lives: without use, and at most."""

    idle: timedelta
    absolute: timedelta


@dataclass(frozen=True)
class SessionLine:
    """One of a person's browsers that has not been signed out; `signed_in` is not so where it has timed out."""

    id: UUID
    device: str
    created_at: datetime
    seen_at: datetime
    current: bool
    signed_in: bool


def start_session(person_id: UUID, clinician_id: UUID | None, *, provider: str, device: str) -> str:
    """A new session; answers the token for the cookie, which is kept nowhere else."""
    token = secrets.token_urlsafe(32)
    now = clock.now()
    row = LoginSession(
        id=new_id(),
        token_hash=_hash(token),
        person_id=person_id,
        clinician_id=clinician_id,
        provider=provider,
        device=device[:100],
        created_at=now,
        seen_at=now,
    )
    db.session.add(row)
    db.session.flush()
    return token


def actor_by_token(token: str, limits: Limits) -> Actor | None:
    """Whose live session `token` opens, or nobody. Using a session keeps it alive."""
    found = fetch(_BY_TOKEN, {"token_hash": _hash(token)})
    if not found:
        return None
    row, now = found[0], clock.now()
    if now - row.seen_at > limits.idle or now - row.created_at > limits.absolute:
        return None
    if now - row.seen_at > TOUCH_AFTER:
        with own_transaction() as connection:
            connection.execute(update(LoginSession).where(LoginSession.id == row.id).values(seen_at=now))
    return _actor(row)


def is_not_ended(token: str) -> bool:
    """Whether `token` is of a session that nobody has ended, alive or not."""
    of_token = (LoginSession.token_hash == _hash(token), LoginSession.ended_at.is_(None))
    return db.session.scalar(select(LoginSession.id).where(*of_token)) is not None


def end_session_of(token: str) -> None:
    """End the session of `token`, also where it had timed out: its notifications go on until somebody ends it."""
    row = db.session.scalar(select(LoginSession).where(LoginSession.token_hash == _hash(token)))
    if row:
        end_session(row.id, row.person_id)


def end_session(session_id: UUID, person_id: UUID) -> None:
    """End one of the person's own sessions, and the notifications kept under it; anybody else's is left alone."""
    own = (LoginSession.id == session_id, LoginSession.person_id == person_id)
    db.session.execute(update(LoginSession).where(*own, LoginSession.ended_at.is_(None)).values(ended_at=clock.now()))
    kept = (PushSubscription.session_id == session_id, PushSubscription.person_id == person_id)
    db.session.execute(delete(PushSubscription).where(*kept))


def succeed_session(old_token: str, token: str) -> None:
    """The session of `token` follows that of `old_token` in the same browser, which ends even where it had only timed out.

    Notifications go on under the new one if it is the same person's; nobody gets another's.
    """
    tokens = {_hash(old_token): "old", _hash(token): "new"}
    rows = db.session.scalars(select(LoginSession).where(LoginSession.token_hash.in_(tokens)))
    found = {tokens[row.token_hash]: row for row in rows}
    old, new = found.get("old"), found.get("new")
    if old is None or new is None or old.ended_at is not None:
        return
    if old.person_id == new.person_id:
        kept = update(PushSubscription).where(PushSubscription.session_id == old.id)
        db.session.execute(kept.values(session_id=new.id))
    end_session(old.id, old.person_id)


def endable_sessions(actor: Actor, limits: Limits) -> list[SessionLine]:
    """The actor's browsers that ending would take something from, the latest used first.

    Those signed in, and those timed out that still get notifications or may still show a kept plan, which nobody does at work.
    """
    now = clock.now()
    own = (LoginSession.person_id == actor.person_id, LoginSession.ended_at.is_(None))
    signed_in = and_(LoginSession.seen_at > now - limits.idle, LoginSession.created_at > now - limits.absolute)
    may_keep = and_(LoginSession.clinician_id.is_(None), LoginSession.seen_at > now - KEPT_AFTER_USE)
    of_session = (PushSubscription.session_id == LoginSession.id, PushSubscription.removed_at.is_(None))
    notified = exists().where(*of_session)
    found = select(LoginSession, signed_in.label("signed_in")).where(*own, or_(signed_in, may_keep, notified))
    return [
        SessionLine(row.id, row.device, row.created_at, row.seen_at, row.id == actor.session_id, bool(live))
        for row, live in db.session.execute(found.order_by(LoginSession.seen_at.desc()))
    ]


def forget_old_sessions(before: datetime) -> int:
    """Delete sessions that were last used before `before`, and the notifications kept under them; answers how many sessions."""
    old = select(LoginSession.id).where(LoginSession.seen_at < before)
    db.session.execute(delete(PushSubscription).where(PushSubscription.session_id.in_(old)))
    return db.session.connection().execute(delete(LoginSession).where(LoginSession.seen_at < before)).rowcount


def _actor(row: Any) -> Actor:
    practice = None
    if row.clinician_id is not None:
        practice = Practice(row.clinician_id, row.hpr_number, row.role, row.organisation_number, row.organisation_name)
    return Actor(
        person_id=row.person_id,
        name=f"{row.given_name} {row.family_name}",
        session_id=row.id,
        opened_own=row.own_opened_at is not None,
        practice=practice,
        language=row.language,
        time_zone=row.time_zone,
    )


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
