"""The people of one record: who follows, writes and helps in it. Nobody else is ever looked up here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Select, bindparam, false, or_, select, union

from app.access.purposes import Ground
from app.access.record import Record
from app.exchange.caller import current_caller
from app.fhir.hands import Hands, Personnel
from app.fhir.kinds.opened import Opened
from app.identity.actor import PATIENT, RELATIVE, Actor
from app.models.acknowledgement import Acknowledgement
from app.models.care_team_member import CareTeamMember
from app.models.clinician import Clinician
from app.models.consent import Consent
from app.models.person import Person
from app.models.record import Record as RecordRow
from app.models.representation import Representation
from app.models.revision import Revision
from app.platform import clock
from app.platform.db import db, fetch

_SIGNED: tuple[Any, ...] = (Revision, Acknowledgement, Consent)
_record_id: Any = bindparam("record_id")
# Somebody who is health personnel and also the patient's daughter is not met at work because she wrote as a daughter.
_WROTE = union(
    *(
        select(table.written_by_id).where(table.record_id == _record_id, table.author_role.not_in((PATIENT, RELATIVE)))
        for table in _SIGNED
    )
)
_FOLLOW = select(CareTeamMember.clinician_id).where(CareTeamMember.record_id == _record_id)
_PERSONNEL = (
    select(
        Clinician.id,
        Clinician.person_id,
        Clinician.hpr_number,
        Clinician.role,
        Person.given_name,
        Person.family_name,
        Clinician.organisation_number,
        Clinician.organisation_name,
        Person.created_at,
    )
    .join(Person, Person.id == Clinician.person_id)
    .where(or_(Clinician.id.in_(_FOLLOW), Clinician.person_id.in_(_WROTE)))
    .order_by(Clinician.id)
)


@dataclass(frozen=True)
class Met:
    """Health personnel of the record, and since when we know them."""

    by: Personnel
    since: datetime


def personnel(record: Record) -> list[Met]:
    """Everybody who follows or followed the patient, or has written in the record at work."""
    rows = [row._asdict() for row in fetch(_PERSONNEL, {"record_id": record.id})]
    return [Met(since=row.pop("created_at"), by=Personnel(**row)) for row in rows]


def hands(opened: Opened) -> Hands:
    """Those who write in the record, as its reader may know them."""
    shown = db.session.execute(representations(opened.record).with_only_columns(Representation.actor_id, Representation.id))
    known = {each.by.person_id: each.by for each in personnel(opened.record)}
    return Hands(opened.subject, known, {row.actor_id: row.id for row in shown})


def representations(record: Record) -> Select[Representation]:
    """Who acts for the patient, for the patient to read; somebody who acts for them sees that they do, and no others."""
    rows = (
        select(Representation).where(Representation.record_id == record.id).order_by(Representation.created_at, Representation.id)
    )
    if record.ground is Ground.SELF:
        return rows
    return rows.where(Representation.actor_id == record.actor.person_id) if record.actor.practice is None else rows.where(false())


def record_where_met(known_as: UUID) -> UUID | None:
    """A record of the caller's in which that clinician is met: for finding the door, never for an answer.

    Whom one has no record in common with cannot be found, so that nobody can count who works where.
    """
    return _where(Clinician.id == known_as)


def record_where_placed(organisation_numbers: list[str]) -> UUID | None:
    """As `record_where_met`, for somebody of one of those organisations."""
    return _where(Clinician.organisation_number.in_(organisation_numbers))


def organisation_numbers() -> list[str]:
    """The number of every organisation anybody here works at: an id of one cannot be turned back into its number."""
    return list(db.session.scalars(select(Clinician.organisation_number).distinct()))


def _where(wanted: Any) -> UUID | None:
    actor = current_caller().actor
    if actor is None:
        return None
    own = _records_of(actor)
    followed = select(CareTeamMember.record_id).join(Clinician, Clinician.id == CareTeamMember.clinician_id).where(wanted)
    wrote = (
        select(table.record_id)
        .join(Clinician, Clinician.person_id == table.written_by_id)
        .where(wanted, table.author_role.not_in((PATIENT, RELATIVE)))
        for table in _SIGNED
    )
    for rows in (followed, *wrote):
        found = db.session.scalar(rows.where(rows.selected_columns[0].in_(own)).limit(1))
        if found:
            return found
    return None


def _records_of(actor: Actor) -> Any:
    """Those the actor may open now, as far as can be told without the door."""
    if actor.practice:
        mine = select(CareTeamMember.record_id).where(CareTeamMember.clinician_id == actor.practice.clinician_id)
        return mine.where(*_now(CareTeamMember))
    own = select(RecordRow.id).where(RecordRow.person_id == actor.person_id)
    entrusted = select(Representation.record_id).where(Representation.actor_id == actor.person_id, *_now(Representation))
    return union(own, entrusted.where(Representation.ended_at.is_(None)))


def _now(table: Any) -> tuple[Any, Any]:
    now = clock.now()
    return table.valid_from <= now, or_(table.valid_to.is_(None), table.valid_to > now)
