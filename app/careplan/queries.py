"""Rows of one record as the façade shows them: treatment plans, not self-care plans, which have their own interface."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from uuid import UUID

from sqlalchemy import select

from app.access.record import Record
from app.fhir.shelf import queries
from app.fhir.shelf.queries import shown_to
from app.fhir.shelf.tables import MODELS, Row
from app.fhir.statuses import shown_status
from app.models.plan import Plan
from app.plans.rules import PlanKind
from app.platform.db import db


def one_row(record: Record, kind: str, known_as: UUID) -> Row | None:
    """The resource others know by that id, deleted ones too, if the reader may see it."""
    row = queries.one_row(record, kind, known_as)
    return row if row is not None and shown_here(record, row) else None


def by_identifier(record: Record, kind: str, identifier: str) -> list[Row]:
    """The live rows with that business identifier."""
    model = MODELS[kind]
    found: Iterable[Row] = db.session.scalars(
        select(model).where(model.record_id == record.id, model.identifier == identifier, model.deleted_at.is_(None))
    )
    return [row for row in found if shown_here(record, row)]


def treatment_plans(record: Record, statuses: Sequence[str]) -> list[Plan]:
    """The live treatment plans, the newest first; of those statuses where any is named."""
    of_record = (Plan.record_id == record.id, Plan.kind == PlanKind.TREATMENT.value, Plan.deleted_at.is_(None))
    found = db.session.scalars(select(Plan).where(*of_record).order_by(Plan.created_at.desc(), Plan.id))
    return [row for row in found if (not statuses or _status(row) in statuses) and shown_here(record, row)]


def _status(plan: Plan) -> str:
    return shown_status(plan.status, plan.received, "CarePlan")


def shown_here(record: Record, row: Row) -> bool:
    """Whether the reader may see the row in this mouth."""
    treatment = not isinstance(row, Plan) or row.kind == PlanKind.TREATMENT.value
    return treatment and shown_to(record, row)
