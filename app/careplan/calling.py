"""Who calls about which patient, and the door to that patient's record."""

from __future__ import annotations

from app.access.gate import NoSuchRecord
from app.access.purposes import Purpose
from app.access.record import Record
from app.exchange.caller import Caller, current_caller, require_person
from app.exchange.calls import Header
from app.exchange.door import open_for_number, record_of_number
from app.exchange.errors import Forbidden
from app.identity.tokens.claims import Kind

# The newer of the two national interfaces no longer asks for a basis.
WITHOUT_BASIS = "nhn:patient-careplan"


def person_calling() -> Caller:
    """The caller, a person, with the headers a clinician's system must send. Errors: `Forbidden`, `Refused`."""
    caller = current_caller()
    require_person(caller)
    if caller.claims.kind is Kind.CLINICIAN:
        caller.require(Header.ROLE, Header.SOURCE_SYSTEM, Header.PATIENT)
        if WITHOUT_BASIS not in caller.claims.audiences:
            caller.require(Header.BASIS)
    return caller


def patient_number(caller: Caller) -> str:
    """The patient the call is about: the one in the header, or the citizen who calls."""
    own = caller.claims.pid if caller.claims.kind is Kind.CITIZEN else None
    return caller.call.patient_number or own or ""


def open_to_read(caller: Caller) -> Record:
    """Errors: `NoSuchRecord` where an attested caller names a patient who has nothing here, `Forbidden` for all others."""
    purpose = Purpose.READ if caller.claims.kind is Kind.CITIZEN else Purpose.FOLLOW_UP
    return _open(caller, purpose)


def open_to_write(caller: Caller) -> Record:
    """Errors: as `open_to_read`."""
    return _open(caller, Purpose.WRITE_PLAN)


def attested(caller: Caller) -> bool:
    """Whether the caller's system vouches for a clinician's right to see the patient."""
    return caller.claims.kind is Kind.CLINICIAN and caller.basis is not None


def _open(caller: Caller, purpose: Purpose) -> Record:
    number = patient_number(caller)
    try:
        return open_for_number(caller, number, purpose)
    except NoSuchRecord:
        if attested(caller) and record_of_number(number) is None:
            raise
        # The same words whether there is no such patient or none of the caller's: neither is theirs to know.
        raise Forbidden("There is no treating relation, and no basis for access was sent.") from None
