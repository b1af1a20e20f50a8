"""What Planer answers, as JSON."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any
from uuid import UUID

from app.access.record import Record
from app.planer.plan import hand, moment, to_planer
from app.planer.queries import Hand, PastLine, every_plan, hands, number_of_subject, one_plan, past_lines, zones_by_plan
from app.platform.elements import Json

if TYPE_CHECKING:
    from app.models.plan import Plan


def plan_json(record: Record, plan_id: UUID) -> Json:
    """The plan whole. Errors: `NoSuchRecord`."""
    return _whole(record, [one_plan(record, plan_id)])[0]


def plans_json(record: Record) -> list[Json]:
    """Every self-care plan of the patient, the newest first."""
    return _whole(record, every_plan(record))


def history_json(record: Record, plan_id: UUID) -> Json:
    """The versions of a plan as lines, the newest first. Errors: `NoSuchRecord`."""
    plan, lines = one_plan(record, plan_id), past_lines(record, plan_id)
    known = hands(line.written_by_id for line in lines)
    return {"id": str(plan.id), "history": [_line(line, known) for line in lines]}


def _line(line: PastLine, known: dict[UUID | None, Hand]) -> Json:
    return {
        "version": line.version,
        "status": line.status,
        "updated_at": moment(line.at),
        "updated_by": _writer(line, known),
        "comment": line.comment,
        "clinical_content": {"version": line.content_version},
    }


def _whole(record: Record, plans: Sequence[Plan]) -> list[Json]:
    zones, known = zones_by_plan(record, plans), hands(plan.written_by_id for plan in plans)
    subject = {"id": number_of_subject(record)}
    return [to_planer(plan, zones[plan.id], subject, _writer(plan, known)) for plan in plans]


def _writer(row: Any, known: dict[UUID | None, Hand]) -> Json:
    """The hand behind a row; the place has its number where it still is the place of that hand."""
    found = known.get(row.written_by_id)
    same_place = found is not None and found.organisation_name == row.author_organisation
    return hand(
        row.author_name,
        row.author_role,
        row.author_organisation,
        found.hpr_number if found else None,
        found.organisation_number if found and same_place else None,
    )
