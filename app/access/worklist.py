"""Many records through the one door at once: those a clinician follows now.

A list shows patient data, so each listing writes one line a patient in the access log, before anything is shown.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from sqlalchemy import bindparam, insert, or_, select

from app.access.facts import Facts
from app.access.gate import NotAllowed, prove
from app.access.log import log_line
from app.access.policy import ground_for
from app.access.purposes import Ground, Purpose
from app.access.record import Record
from app.identity.actor import Actor, Practice
from app.models.access_log_entry import AccessLogEntry
from app.models.care_team_member import CareTeamMember
from app.models.person import Person
from app.models.record import Record as RecordRow
from app.platform import clock
from app.platform.db import db
from app.platform.transaction import own_transaction

SAME_LISTING = timedelta(minutes=15)

_now: Any = bindparam("now")
_TREATED = (
    select(
        RecordRow.id,
        Person.id.label("subject_id"),
        Person.given_name,
        Person.family_name,
        Person.birth_date,
        Person.time_zone,
    )
    .join(Person, Person.id == RecordRow.person_id)
    .where(
        RecordRow.id.in_(
            select(CareTeamMember.record_id).where(
                CareTeamMember.clinician_id == bindparam("clinician_id"),
                CareTeamMember.valid_from <= _now,
                or_(CareTeamMember.valid_to.is_(None), CareTeamMember.valid_to > _now),
            )
        )
    )
    .order_by(Person.family_name, Person.given_name, RecordRow.id)
)
_LISTED = select(AccessLogEntry.record_id).where(
    AccessLogEntry.record_id.in_(bindparam("record_ids", expanding=True)),
    AccessLogEntry.actor_id == bindparam("actor_id"),
    AccessLogEntry.granted,
    AccessLogEntry.at > bindparam("since"),
)


def open_worklist(actor: Actor, *, again: bool = False) -> list[Record]:
    """The records the actor follows now, by name, each opened for following up.

    `again` is for the same list shown once more beside a record: a patient whose line is fresh gets no second one.
    Errors: `NotAllowed` for anybody who is not signed in as health personnel.
    """
    if actor.practice is None:
        raise NotAllowed
    records = [_opened(actor, facts) for facts in _treated(actor.practice)]
    granted = [record for record in records if record]
    listed = _listed(actor, granted) if again else set()
    _log(actor, [record for record in granted if record.id not in listed])
    return granted


def _treated(practice: Practice) -> list[Facts]:
    rows = db.session.execute(_TREATED, {"clinician_id": practice.clinician_id, "now": clock.now()}).all()
    return [
        Facts(
            record_id=row.id,
            subject_id=row.subject_id,
            given_name=row.given_name,
            family_name=row.family_name,
            birth_date=row.birth_date,
            time_zone=row.time_zone,
            is_subject=False,
            areas=frozenset(),
            until=None,
            treats=True,
        )
        for row in rows
    ]


def _opened(actor: Actor, facts: Facts) -> Record | None:
    ground = ground_for(Purpose.FOLLOW_UP, facts)
    return None if ground is Ground.NONE else prove(actor, Purpose.FOLLOW_UP, ground, facts)


def _listed(actor: Actor, records: list[Record]) -> set[object]:
    asked = {
        "record_ids": [record.id for record in records],
        "actor_id": actor.person_id,
        "since": clock.now() - SAME_LISTING,
    }
    return set(db.session.scalars(_LISTED, asked))


def _log(actor: Actor, records: list[Record]) -> None:
    if records:
        with own_transaction() as connection:
            lines = [log_line(actor, record.id, Purpose.FOLLOW_UP, record.ground) for record in records]
            connection.execute(insert(AccessLogEntry), lines)
