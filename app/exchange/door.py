"""The door to a record, for a calling system: the same gate, policy and log as for the pages.

Only here does a system's own word for the treating relation count, since it stands in the log with the system's name.
"""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from app.access.gate import NoSuchRecord, open_record
from app.access.log import log_refusal
from app.access.purposes import Purpose
from app.access.record import Record
from app.access.system_call import SystemCall
from app.exchange.caller import Caller, require_person
from app.exchange.errors import Refused
from app.identity.actor import Actor
from app.identity.identity_number import InvalidIdentityNumber
from app.identity.people import record_by_identity_number

_NO_RECORD = UUID(int=0)


def open_for(caller: Caller, record_id: UUID, purpose: Purpose) -> Record:
    """The record, opened for the caller. Errors: `NoSuchRecord`, `NotAllowed`, `Forbidden` for a system by itself."""
    return open_record(require_person(caller), record_id, purpose, caller.as_system_call())


def open_for_number(caller: Caller, number: str, purpose: Purpose) -> Record:
    """The record of the patient with that identity number, opened for the caller. Errors: as `open_for`, and `Refused`.

    A number nobody has and one the caller has no business with look alike, and both are logged.
    """
    actor, record_id = require_person(caller), record_of_number(number)
    if record_id is None:
        log_refusal(actor, _NO_RECORD, purpose, caller.as_system_call())
        raise NoSuchRecord
    return open_for(caller, record_id, purpose)


def open_moving(actor: Actor, record_id: UUID, purpose: Purpose, call: SystemCall) -> Record:
    """The record, opened for whoever answers for moving its plans. Errors: as `open_record`."""
    return open_record(actor, record_id, purpose, replace(call, moving=True))


def record_of_number(number: str) -> UUID | None:
    """Which record a patient has, if any: for finding the door, never for an answer. Errors: `Refused` for no such number."""
    try:
        return record_by_identity_number(number)
    except InvalidIdentityNumber as error:
        raise Refused("CPLF-0023", str(error)) from None
