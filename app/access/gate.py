"""The one door to a patient's record."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from app.access.facts import Facts, facts_about
from app.access.log import log_opening, log_refusal
from app.access.policy import ground_for
from app.access.purposes import Ground, Purpose
from app.access.record import Record
from app.access.system_call import SystemCall
from app.identity.actor import Actor

READINGS = frozenset({Purpose.READ, Purpose.FOLLOW_UP})


class NoSuchRecord(Exception):
    """There is no such record, or it is none of the actor's business: the two look alike from outside."""


class NotAllowed(Exception):
    """The actor may see the record, but not do this with it."""


def open_record(actor: Actor, record_id: UUID, purpose: Purpose, call: SystemCall | None = None) -> Record:
    """Ask the policy, write the access log, answer the proof. Errors: `NoSuchRecord`, `NotAllowed`; both are logged.

    `call` is what a calling system said of itself; pages have none.
    """
    facts = facts_about(actor, record_id, call, past=purpose is Purpose.DELIVER)
    ground = ground_for(purpose, facts) if facts else Ground.NONE
    if facts is None or ground is Ground.NONE:
        log_refusal(actor, record_id, purpose, call)
        raise NotAllowed if facts and _sees(facts) else NoSuchRecord
    log_opening(actor, record_id, purpose, ground, call)
    return prove(actor, purpose, ground, facts)


def was_allowed(record: Record, purpose: Purpose, at: datetime) -> bool:
    """Whether the opener of `record` might have opened it for `purpose` at that moment: for what comes late."""
    facts = facts_about(record.actor, record.id, at=at)
    return facts is not None and ground_for(purpose, facts) is not Ground.NONE


def _sees(facts: Facts) -> bool:
    return any(ground_for(purpose, facts) is not Ground.NONE for purpose in READINGS)


def prove(actor: Actor, purpose: Purpose, ground: Ground, facts: Facts) -> Record:
    """The proof that a door was opened on these facts. Only for doors: here, and the worklist's many at once."""
    return Record(
        id=facts.record_id,
        actor=actor,
        purpose=purpose,
        ground=ground,
        allowed=frozenset(each for each in Purpose if ground_for(each, facts) is not Ground.NONE),
        subject_id=facts.subject_id,
        given_name=facts.given_name,
        family_name=facts.family_name,
        birth_date=facts.birth_date,
        time_zone=facts.time_zone,
        until=facts.until if ground is Ground.FULLMAKT else None,
    )
