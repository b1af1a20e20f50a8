"""A clinician meets a patient who is not on their list: found by identity number, or new here."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import or_, select

from app.access.gate import NotAllowed
from app.access.log import log_refusal
from app.access.purposes import Purpose
from app.identity.actor import Actor
from app.identity.identity_number import check_identity_number
from app.identity.people import person_by_identity_number, record_by_identity_number, record_for
from app.models.care_team_member import CareTeamMember
from app.models.person import Person
from app.platform import clock
from app.platform.db import db


class AnotherName(Exception):
    """The identity number is somebody's with quite another name: then one of the two is mistyped."""


def meet(actor: Actor, number: str, given_name: str, family_name: str) -> UUID:
    """The patient's record, with the actor in the care team from now on. The patient's consent comes next.

    Errors: `NotAllowed` for anybody but health personnel, `InvalidIdentityNumber`, `AnotherName`, which is logged.
    """
    if actor.practice is None:
        raise NotAllowed
    check_identity_number(number)
    known = person_by_identity_number(number)
    if known and not _same_person(known, given_name, family_name):
        record_id = record_by_identity_number(number)
        if record_id:
            log_refusal(actor, record_id, Purpose.WRITE_PLAN)
        raise AnotherName
    record_id = record_for(number, given_name, family_name)
    _join(actor.practice.clinician_id, record_id)
    return record_id


def _same_person(known: Person, given_name: str, family_name: str) -> bool:
    """Whether a given and a family name agree, spelt in full or in part."""
    return bool(_words(known.given_name) & _words(given_name) and _words(known.family_name) & _words(family_name))


def _words(name: str) -> set[str]:
    return set(name.casefold().replace("-", " ").split())


def _join(clinician_id: UUID, record_id: UUID) -> None:
    now = clock.now()
    member = (CareTeamMember.record_id == record_id, CareTeamMember.clinician_id == clinician_id)
    still = (CareTeamMember.valid_from <= now, or_(CareTeamMember.valid_to.is_(None), CareTeamMember.valid_to > now))
    if not db.session.scalar(select(CareTeamMember.id).where(*member, *still)):
        db.session.add(CareTeamMember(record_id=record_id, clinician_id=clinician_id, valid_from=now))
        db.session.flush()
