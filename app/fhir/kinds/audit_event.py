"""AuditEvent: the access log, for the patient alone."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Select, false, select

from app.access.gate import NotAllowed
from app.access.purposes import Purpose
from app.fhir.kinds.ids import id_in
from app.fhir.kinds.kind import Asked, Kind, Page, Parameter
from app.fhir.kinds.opened import Opened
from app.fhir.kinds.rows import page_of
from app.fhir.kinds.short import READ_ONLY
from app.fhir.kinds.values import Condition, Token, moment_in
from app.fhir.resources.audit_event import Logged, to_fhir
from app.models.access_log_entry import AccessLogEntry
from app.models.api_call import ApiCall
from app.models.clinician import Clinician
from app.plans.actions.singles.identity import uuid_of
from app.platform.db import db
from app.platform.elements import Json

_SORTS = {"_id": AccessLogEntry.id, "_lastUpdated": AccessLogEntry.at, "date": AccessLogEntry.at}
_OUTCOMES = {"0": True, "4": False}


def _record_of(known_as: UUID) -> UUID | None:
    return db.session.scalar(select(AccessLogEntry.record_id).where(AccessLogEntry.id == known_as))


def _seen(opened: Opened) -> Select[AccessLogEntry]:
    """Errors: `NotAllowed` for all but the patient: who looked is for nobody else to know."""
    if not opened.record.may(Purpose.READ_LOG):
        raise NotAllowed
    return select(AccessLogEntry).where(AccessLogEntry.record_id == opened.record.id)


def _resources(opened: Opened, rows: Sequence[AccessLogEntry]) -> list[Json]:
    calls = select(ApiCall).where(ApiCall.access_log_entry_id.in_([row.id for row in rows]))
    said = {each.access_log_entry_id: each for each in db.session.scalars(calls)}
    at_work = {row.actor_id for row in rows if row.organisation is not None}
    people = select(Clinician.person_id, Clinician.hpr_number).where(Clinician.person_id.in_(at_work))
    numbers: dict[UUID, str] = {row.person_id: row.hpr_number for row in db.session.execute(people)}
    lines = [_line(row, numbers, said.get(row.id)) for row in rows]
    return [to_fhir(line, opened.subject, opened.record.subject_id) for line in lines]


def _line(row: AccessLogEntry, numbers: dict[UUID, str], call: ApiCall | None) -> Logged:
    return Logged(
        id=row.id,
        actor_id=row.actor_id,
        actor_name=row.actor_name,
        organisation=row.organisation,
        purpose=row.purpose,
        ground=row.ground,
        granted=row.granted,
        at=row.at,
        hpr_number=numbers.get(row.actor_id),
        source_system=call.source_system if call else None,
        event_id=call.event_id if call else None,
        basis=call.basis if call else None,
    )


def _many(opened: Opened, asked: Asked) -> Page:
    rows, total, after = page_of(_seen(opened), asked, _SORTS, AccessLogEntry.id)
    return Page(_resources(opened, rows), total, after)


def _one(opened: Opened, known_as: UUID) -> Json | None:
    return next(iter(_found(opened, [known_as])), None)


def _some(opened: Opened, names: Sequence[str]) -> list[Json]:
    return _found(opened, [found for found in map(uuid_of, names) if found])


def _found(opened: Opened, ids: Sequence[UUID]) -> list[Json]:
    return _resources(opened, db.session.scalars(_seen(opened).where(AccessLogEntry.id.in_(ids))).all())


def _outcome(token: Token) -> Condition:
    granted = _OUTCOMES.get(token.code)
    return false() if granted is None else AccessLogEntry.granted.is_(granted)


def _coded(column: Any) -> Callable[[Token], Condition]:
    return lambda token: column == token.code


AUDIT_EVENT = Kind(
    name="AuditEvent",
    interactions=READ_ONLY,
    parameters={
        "_id": Parameter("token", "The id", id_in(AccessLogEntry.id)),
        "_lastUpdated": Parameter("date", "When it was", moment_in(AccessLogEntry.at)),
        "date": Parameter("date", "When it was", moment_in(AccessLogEntry.at)),
        "outcome": Parameter("token", "0 for what was granted, 4 for what was refused", _outcome),
        "subtype": Parameter("token", "What it was for", _coded(AccessLogEntry.purpose)),
    },
    sorts=frozenset(_SORTS),
    record_of=_record_of,
    one=_one,
    many=_many,
    some=_some,
    read_for=Purpose.READ_LOG,
)
