"""What a calling system says of itself in headers. Each header has its old name (`hit-`) and its new one (`nhn-`)."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import unquote
from uuid import uuid4

from flask import g, request

from app.exchange.errors import Refused
from app.exchange.reader import BadJson, read_json


class Header(StrEnum):
    """A header by what it is for; its names are in `NAMES`."""

    ROLE = "role"
    SOURCE_SYSTEM = "source system"
    BASIS = "access basis"
    PATIENT = "patient number"
    EVENT_ID = "event id"


NAMES: dict[Header, tuple[str, ...]] = {
    Header.ROLE: ("nhn-user-role", "hit-user-role"),
    Header.SOURCE_SYSTEM: ("nhn-source-system", "hit-source-system"),
    Header.BASIS: ("nhn-access-basis", "hit-access-basis"),
    Header.PATIENT: ("nhn-patient-nin", "hit-patient-pid", "nhn-patient-pid", "hit-patient-nin"),
    Header.EVENT_ID: ("nhn-event-id", "hit-event-id"),
}
BASES = ("UNNTAK", "SAMTYKKE", "FORHOYET_SAMTYKKE", "AKUTT")
HEALTH_ROLES = "urn:oid:2.16.578.1.12.4.1.1.9060"
ROLE_SYSTEMS = (HEALTH_ROLES, "kjernejournal_userrole")
MAX_EVENT_ID = 128
# As the codes of Volven 9060 look, and never as our own words for the patient's side: who writes would then be the patient.
_ROLE_CODE = re.compile(r"[A-Z0-9]{1,20}")


@dataclass(frozen=True)
class Role:
    """In what role the person behind the call acts."""

    system: str
    code: str


@dataclass(frozen=True)
class Call:
    """The headers of one call, checked; each is empty where the caller left it out."""

    role: Role | None
    source_system: str | None
    basis: str | None
    patient_number: str | None
    event_id: str


def read_call() -> Call:
    """What this request's headers say. Errors: `Refused` with CPLF-0003 for one that says nothing we know."""
    given = {header: _value(header) for header in Header}
    source, basis, patient = given[Header.SOURCE_SYSTEM], given[Header.BASIS], given[Header.PATIENT]
    if source is not None and not (3 <= len(source) <= 512 and source.isprintable()):
        raise _invalid(Header.SOURCE_SYSTEM, "The name and version of the calling system is 3 to 512 characters.")
    if basis is not None and basis not in BASES:
        raise _invalid(Header.BASIS, f"The basis is one of {', '.join(BASES)}.")
    if patient is not None and not (len(patient) == 11 and patient.isascii() and patient.isdigit()):
        raise _invalid(Header.PATIENT, "The number of a patient is 11 digits.")
    if given[Header.EVENT_ID] is not None and given[Header.EVENT_ID] != event_id():
        raise _invalid(Header.EVENT_ID, f"An event id is at most {MAX_EVENT_ID} letters, digits and - _ . : characters.")
    return Call(_role(given[Header.ROLE]), source, basis, patient, event_id())


def require_headers(call: Call, *headers: Header) -> None:
    """Errors: `Refused` with CPLF-0002 naming the first of `headers` that was left out."""
    has = {
        Header.ROLE: call.role,
        Header.SOURCE_SYSTEM: call.source_system,
        Header.BASIS: call.basis,
        Header.PATIENT: call.patient_number,
    }
    for header in headers:
        if has[header] is None:
            raise Refused("CPLF-0002", f"Send {NAMES[header][0]} (or {NAMES[header][1]}).")


def event_id() -> str:
    """The trace id of this request: the caller's own where it can be sent back safely, else one of ours."""
    if "event_id" not in g:
        given = next((request.headers[name] for name in NAMES[Header.EVENT_ID] if name in request.headers), "")
        safe = 0 < len(given) <= MAX_EVENT_ID and given.isascii() and all(each.isalnum() or each in "-_.:" for each in given)
        g.event_id = given if safe else str(uuid4())
    found: str = g.event_id
    return found


def _value(header: Header) -> str | None:
    given = {_decoded(request.headers[name]).strip() for name in NAMES[header] if name in request.headers}
    if len(given) > 1:
        raise _invalid(header, "Its old and its new name say different things.")
    return given.pop() if given else None


def _decoded(value: str) -> str:
    """The header as UTF-8 where it is that: the server hands every byte over as Latin-1."""
    try:
        return value.encode("latin-1").decode()
    except UnicodeError:
        return value


def _role(text: str | None) -> Role | None:
    """The role, as URL-encoded JSON or JSON as it is."""
    if text is None:
        return None
    try:
        given = read_json(unquote(text, errors="strict").encode())
    except (BadJson, UnicodeError):
        given = None
    system, code = (given.get("system"), given.get("code")) if isinstance(given, dict) else (None, None)
    if not (system in ROLE_SYSTEMS and isinstance(code, str) and _ROLE_CODE.fullmatch(code)):
        example = json.dumps({"system": HEALTH_ROLES, "code": "LE"})
        raise _invalid(Header.ROLE, f"A role is URL-encoded JSON such as {example}.")
    return Role(str(system), code)


def _invalid(header: Header, message: str) -> Refused:
    return Refused("CPLF-0003", f"{NAMES[header][0]}: {message}")
