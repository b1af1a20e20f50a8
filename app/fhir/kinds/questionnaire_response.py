"""QuestionnaireResponse: check-ins, as they were sent."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from uuid import UUID

from sqlalchemy import Select, select

from app.fhir.kinds.ids import id_in
from app.fhir.kinds.kind import Asked, Kind, Page, Parameter
from app.fhir.kinds.met import hands
from app.fhir.kinds.opened import Opened
from app.fhir.kinds.reports import reports
from app.fhir.kinds.rows import page_of
from app.fhir.kinds.short import READ_ONLY, follow
from app.fhir.kinds.values import moment_in
from app.fhir.resources.questionnaire_response import to_fhir
from app.models.check_in import CheckIn
from app.plans.actions.singles.identity import uuid_of
from app.platform.db import db
from app.platform.elements import Json

_SORTS = {"_id": CheckIn.id, "_lastUpdated": CheckIn.received_at, "authored": CheckIn.measured_at}


def record_of(known_as: UUID) -> UUID | None:
    """Whose a check-in is: for finding the door, never for an answer."""
    return db.session.scalar(select(CheckIn.record_id).where(CheckIn.id == known_as))


def _seen(opened: Opened) -> Select[CheckIn]:
    return select(CheckIn).where(CheckIn.record_id == opened.record.id)


def _resources(opened: Opened, ids: Sequence[UUID]) -> list[Json]:
    found, known = reports(opened.record, ids), hands(opened)
    return [to_fhir(found[each], known) for each in ids if each in found]


def _many(opened: Opened, asked: Asked) -> Page:
    rows, total, after = page_of(_seen(opened), asked, _SORTS, CheckIn.id)
    return Page(_resources(opened, [row.id for row in rows]), total, after)


def _one(opened: Opened, known_as: UUID) -> Json | None:
    return next(iter(_resources(opened, [known_as])), None)


def _some(opened: Opened, names: Collection[str]) -> list[Json]:
    return _resources(opened, [found for found in map(uuid_of, names) if found])


QUESTIONNAIRE_RESPONSE = Kind(
    name="QuestionnaireResponse",
    interactions=READ_ONLY,
    parameters={
        "_id": Parameter("token", "The id", id_in(CheckIn.id)),
        "_lastUpdated": Parameter("date", "When it was received", moment_in(CheckIn.received_at)),
        "authored": Parameter("date", "When it was written", moment_in(CheckIn.measured_at)),
    },
    sorts=frozenset(_SORTS),
    record_of=record_of,
    one=_one,
    many=_many,
    some=_some,
    includes={
        "source": follow("source", to=["Patient", "RelatedPerson"]),
        "author": follow("author", to=["Patient", "RelatedPerson"]),
    },
)
