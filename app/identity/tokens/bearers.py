"""The person a token speaks of, as the one who acts. Health personnel we have not met are entered in the register."""

from __future__ import annotations

from typing import Any

from sqlalchemy import bindparam, insert, select
from sqlalchemy.exc import IntegrityError

from app.identity.actor import UNKNOWN_ROLE, Actor, Practice
from app.identity.identity_number import InvalidIdentityNumber, check_identity_number
from app.identity.tokens.claims import Claims, Kind
from app.identity.tokens.verify import NotEnough
from app.models.clinician import Clinician
from app.models.person import Person
from app.platform import clock
from app.platform.crypto import lookup_hash, seal
from app.platform.db import fetch, new_id
from app.platform.transaction import own_transaction

_person = (Person.id, Person.given_name, Person.family_name, Person.language, Person.time_zone)
_CITIZEN = select(*_person).where(Person.identity_number_hash == bindparam("number"))
_CLINICIAN = (
    select(
        *_person,
        Person.identity_number_hash,
        Clinician.id.label("clinician_id"),
        Clinician.role,
        Clinician.organisation_number,
        Clinician.organisation_name,
    )
    .join(Person, Person.id == Clinician.person_id)
    .where(Clinician.hpr_number == bindparam("hpr_number"))
)


class Unknown(Exception):
    """The token is real, but its person is nobody here."""


def actor_of(claims: Claims, role: str | None) -> Actor | None:
    """Who acts; nobody where a system calls by itself. Errors: `Unknown`, `NotEnough`."""
    if claims.kind is Kind.MACHINE:
        return None
    if claims.kind is Kind.CITIZEN:
        return _citizen(claims)
    found = _clinician(claims) or _register(claims, role)
    if claims.pid and found.identity_number_hash != lookup_hash(claims.pid):
        raise Unknown("The health personnel number belongs to somebody else.")
    same_place = found.organisation_number == claims.orgnr_child
    practice = Practice(
        clinician_id=found.clinician_id,
        hpr_number=claims.hpr_number or "",
        role=role or found.role,
        organisation_number=claims.orgnr_child or "",
        organisation_name=found.organisation_name if same_place else f"{claims.client_name} ({claims.orgnr_child})"[:200],
    )
    return _actor(found, practice)


def _citizen(claims: Claims) -> Actor:
    found = fetch(_CITIZEN, {"number": lookup_hash(claims.pid or "")})
    if not found:
        raise Unknown("The person is not known here.")
    return _actor(found[0], None)


def _clinician(claims: Claims) -> Any:
    found = fetch(_CLINICIAN, {"hpr_number": claims.hpr_number})
    return found[0] if found else None


def _register(claims: Claims, role: str | None) -> Any:
    """Enter somebody new, in a transaction of its own: a request that only reads keeps nothing else."""
    pid, family_name = claims.pid or "", claims.family_name
    try:
        check_identity_number(pid)
    except InvalidIdentityNumber:
        raise NotEnough("The access token of somebody new here must name them by pid.") from None
    if not family_name:
        raise NotEnough("The access token of somebody new here must have given_name and family_name.")
    try:
        with own_transaction() as connection:
            known = connection.execute(_CITIZEN, {"number": lookup_hash(pid)}).first()
            person_id = known.id if known else _insert_person(connection, claims)
            connection.execute(insert(Clinician), _row(claims, person_id, role))
    except IntegrityError:
        pass  # another request of theirs was first
    found = _clinician(claims)
    if found is None:
        raise Unknown("The person could not be entered. Try once more.")
    return found


def _insert_person(connection: Any, claims: Claims) -> Any:
    person_id = new_id()
    row = {
        "id": person_id,
        "identity_number_sealed": seal(claims.pid or "", str(person_id)),
        "identity_number_hash": lookup_hash(claims.pid or ""),
        "given_name": (claims.given_name or "")[:100],
        "family_name": (claims.family_name or "")[:100],
        "time_zone": "Europe/Oslo",
        "created_at": clock.now(),
    }
    connection.execute(insert(Person), row)
    return person_id


def _row(claims: Claims, person_id: Any, role: str | None) -> dict[str, Any]:
    return {
        "id": new_id(),
        "person_id": person_id,
        "hpr_number": claims.hpr_number,
        "role": role or UNKNOWN_ROLE,
        "organisation_number": claims.orgnr_child,
        "organisation_name": f"{claims.client_name} ({claims.orgnr_child})"[:200],
    }


def _actor(found: Any, practice: Practice | None) -> Actor:
    return Actor(
        person_id=found.id,
        name=f"{found.given_name} {found.family_name}",
        session_id=None,
        opened_own=False,
        practice=practice,
        language=found.language,
        time_zone=found.time_zone,
    )
