"""Provenance: every version of what stands on the shelf, and whose hand it was."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Select, and_, false, or_, select

from app.fhir.kinds.ids import id_in
from app.fhir.kinds.kind import Asked, Kind, Page, Parameter
from app.fhir.kinds.met import hands
from app.fhir.kinds.opened import Opened
from app.fhir.kinds.rows import page_of
from app.fhir.kinds.short import READ_ONLY, follow
from app.fhir.kinds.values import Condition, Target, moment_in
from app.fhir.references import own_identifier
from app.fhir.resources.provenance import to_fhir
from app.fhir.shelf.queries import UNFINISHED
from app.fhir.shelf.seen import known_by
from app.fhir.shelf.tables import KINDS, MODELS
from app.models.revision import Revision
from app.plans.actions.singles.identity import uuid_of
from app.platform.db import db
from app.platform.elements import Json

_SORTS = {"_id": Revision.id, "_lastUpdated": Revision.at, "recorded": Revision.at}
_KINDS = {model.__tablename__: kind for kind, model in MODELS.items()}


def _record_of(known_as: UUID) -> UUID | None:
    return db.session.scalar(select(Revision.record_id).where(Revision.id == known_as, Revision.entity.in_(_KINDS)))


def _seen(opened: Opened) -> Select[Revision]:
    """The versions its reader may see: drafts are the clinicians', and what was entered in error may be another's."""
    rows = select(Revision).where(Revision.record_id == opened.record.id, Revision.entity.in_(_KINDS))
    if opened.record.actor.practice:
        return rows
    hidden: list[Any] = [_rows_of(opened, model).where(model.status.in_(UNFINISHED)) for model in MODELS.values()]
    return rows.where(
        Revision.content["status"].as_string().not_in(UNFINISHED), *(Revision.entity_id.not_in(each) for each in hidden)
    )


def _rows_of(opened: Opened, model: Any) -> Any:
    return select(model.id).where(model.record_id == opened.record.id)


def _resource(row: Revision, known: Any) -> Json:
    known_as = uuid_of(row.content.get("identifier")) or row.entity_id
    return to_fhir(row, _KINDS[row.entity], known_as, known)


def _many(opened: Opened, asked: Asked) -> Page:
    rows, total, after = page_of(_seen(opened), asked, _SORTS, Revision.id)
    known = hands(opened)
    return Page([_resource(row, known) for row in rows], total, after)


def _one(opened: Opened, known_as: UUID) -> Json | None:
    return next(iter(_found(opened, [known_as])), None)


def _some(opened: Opened, names: Sequence[str]) -> list[Json]:
    return _found(opened, [found for found in map(uuid_of, names) if found])


def _found(opened: Opened, ids: Sequence[UUID]) -> list[Json]:
    known = hands(opened)
    return [_resource(row, known) for row in db.session.scalars(_seen(opened).where(Revision.id.in_(ids)))]


def _target(target: Target) -> Condition:
    """Every version of what is referred to."""
    kinds = [target.kind] if target.kind else list(KINDS)
    named: Callable[[Any], Any] = lambda model: select(model.id).where(known_by(model, [own_identifier(target.id)]))  # noqa: E731
    return or_(
        false(),
        *(
            and_(Revision.entity == MODELS[kind].__tablename__, Revision.entity_id.in_(named(MODELS[kind])))
            for kind in kinds
            if kind in MODELS
        ),
    )


PROVENANCE = Kind(
    name="Provenance",
    interactions=READ_ONLY,
    parameters={
        "_id": Parameter("token", "The id", id_in(Revision.id)),
        "_lastUpdated": Parameter("date", "When that version was made", moment_in(Revision.at)),
        "recorded": Parameter("date", "When that version was made", moment_in(Revision.at)),
        "target": Parameter("reference", "What was written: every version of it", _target),
    },
    sorts=frozenset(_SORTS),
    record_of=_record_of,
    one=_one,
    many=_many,
    some=_some,
    includes={"agent": follow("agent", "who", to=["Patient", "RelatedPerson", "PractitionerRole"])},
)
