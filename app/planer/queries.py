"""Self-care plans, with their zones, as a caller may see them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, select

from app.access.gate import NoSuchRecord
from app.access.purposes import Purpose
from app.access.record import Record
from app.identity.people import identity_number_of
from app.models.clinician import Clinician
from app.models.person import Person
from app.models.plan import Plan
from app.models.revision import Revision
from app.models.zone import Zone
from app.platform.db import db, fetch

# A draft is nobody's but its writer's, and what was entered in error may be about somebody else.
_NOT_FOR_PATIENTS = ("draft", "entered-in-error")
_WHOSE = select(Plan.record_id).where(Plan.id == bindparam("plan_id"))
_LINES = (
    select(
        Revision.version,
        Revision.content["status"].as_string().label("status"),
        Revision.content["content_version"].as_integer().label("content_version"),
        Revision.at,
        Revision.comment,
        Revision.written_by_id,
        Revision.author_name,
        Revision.author_role,
        Revision.author_organisation,
    )
    .where(Revision.record_id == bindparam("record_id"), Revision.entity == "plan", Revision.entity_id == bindparam("plan_id"))
    .order_by(Revision.version.desc())
)
_HANDS = select(Clinician.person_id, Clinician.hpr_number, Clinician.organisation_number, Clinician.organisation_name).where(
    Clinician.person_id.in_(bindparam("people", expanding=True))
)


@dataclass(frozen=True)
class PastLine:
    """One version of a plan, without its content."""

    version: int
    status: str
    content_version: int
    at: datetime
    comment: str | None
    written_by_id: UUID | None
    author_name: str
    author_role: str
    author_organisation: str | None


@dataclass(frozen=True)
class Hand:
    """The numbers of somebody who has written."""

    hpr_number: str
    organisation_number: str
    organisation_name: str


def record_of_plan(plan_id: UUID) -> UUID | None:
    """Whose plan it is: for finding the door, never for an answer."""
    found = fetch(_WHOSE, {"plan_id": plan_id})
    return found[0].record_id if found else None


def one_plan(record: Record, plan_id: UUID) -> Plan:
    """Errors: `NoSuchRecord`, also for a plan of another kind and one that is not for this reader."""
    found = db.session.scalar(select(Plan).where(*_seen_by(record), Plan.id == plan_id))
    if found is None:
        raise NoSuchRecord
    return found


def every_plan(record: Record) -> Sequence[Plan]:
    """The newest first."""
    return db.session.scalars(select(Plan).where(*_seen_by(record)).order_by(Plan.created_at.desc(), Plan.id)).all()


def zones_by_plan(record: Record, plans: Iterable[Plan]) -> dict[UUID, list[Zone]]:
    """The zones of `plans`, in the order their writers gave them."""
    of_plans = (Zone.record_id == record.id, Zone.plan_id.in_([plan.id for plan in plans]), Zone.deleted_at.is_(None))
    found: dict[UUID, list[Zone]] = defaultdict(list)
    for zone in db.session.scalars(select(Zone).where(*of_plans).order_by(Zone.position)):
        found[zone.plan_id].append(zone)
    return found


def past_lines(record: Record, plan_id: UUID) -> list[PastLine]:
    """Every version, the newest first; for the patient's side without those that never were for them."""
    rows = fetch(_LINES, {"record_id": record.id, "plan_id": plan_id})
    hidden = _NOT_FOR_PATIENTS if record.purpose is Purpose.READ else ()
    return [PastLine(**row._asdict()) for row in rows if row.status not in hidden]


def hands(people: Iterable[UUID | None]) -> dict[UUID | None, Hand]:
    """The numbers of those of `people` who are health personnel."""
    ids = list({each for each in people if each})
    rows = fetch(_HANDS, {"people": ids}) if ids else []
    return {row.person_id: Hand(row.hpr_number, row.organisation_number, row.organisation_name) for row in rows}


def number_of_subject(record: Record) -> str:
    """The identity number of the patient, which every answer names."""
    return identity_number_of(db.session.get_one(Person, record.subject_id))


def _seen_by(record: Record) -> list[Any]:
    seen: list[Any] = [Plan.record_id == record.id, Plan.kind == "self_care", Plan.deleted_at.is_(None)]
    return seen + ([Plan.status.not_in(_NOT_FOR_PATIENTS)] if record.purpose is Purpose.READ else [])
