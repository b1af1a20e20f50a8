"""The access log: who opened what, when, on what ground, and what was refused (pasientjournalloven § 22).

No access without a line: if the line cannot be written, the door does not open.
"""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import Connection, insert, update
from sqlalchemy.exc import SQLAlchemyError

from app.access.purposes import Ground, Purpose
from app.access.system_call import SystemCall
from app.identity.actor import Actor
from app.models.access_log_entry import AccessLogEntry
from app.models.api_call import ApiCall
from app.models.login_session import LoginSession
from app.platform import clock
from app.platform.db import new_id, only_reads
from app.platform.transaction import keep_even_if_refused, own_transaction

_LINE, _CALL = insert(AccessLogEntry), insert(ApiCall)


class NotLogged(Exception):
    """The line could not be written, so the door stays shut."""


def log_opening(actor: Actor, record_id: UUID, purpose: Purpose, ground: Ground, call: SystemCall | None = None) -> None:
    """Write one opening: together with the change it is for, or, for a reading, at once.

    A patient's own readings are written once per sign-in, so that reading one's own plan writes nothing. Errors: `NotLogged`.
    """
    entry = log_line(actor, record_id, purpose, ground)
    if ground is Ground.SELF and actor.opened_own and only_reads():
        return
    try:
        _log_opening(actor, entry, ground, call)
    except SQLAlchemyError as error:
        raise NotLogged from error


def _log_opening(actor: Actor, entry: dict[str, object], ground: Ground, call: SystemCall | None) -> None:
    if not only_reads():
        keep_even_if_refused(lambda connection: _write(connection, entry, call))
        return
    with own_transaction() as connection:
        _write(connection, entry, call)
        if ground is Ground.SELF and actor.session_id:
            own = update(LoginSession).where(LoginSession.id == actor.session_id)
            connection.execute(own.values(own_opened_at=clock.now()))


def log_refusal(actor: Actor, record_id: UUID, purpose: Purpose, call: SystemCall | None = None) -> None:
    """Write a refusal, in its own transaction: it is kept although the request fails. Errors: `NotLogged`."""
    try:
        with own_transaction() as connection:
            _write(connection, log_line(actor, record_id, purpose, Ground.NONE), call)
    except SQLAlchemyError as error:
        raise NotLogged from error


def _write(connection: Connection, entry: dict[str, object], call: SystemCall | None) -> None:
    connection.execute(_LINE, entry)
    if call:
        said = {"source_system": call.source_system, "event_id": call.event_id, "basis": call.basis}
        connection.execute(_CALL, {"id": new_id(), "access_log_entry_id": entry["id"], **said})


def log_line(actor: Actor, record_id: UUID, purpose: Purpose, ground: Ground) -> dict[str, object]:
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
