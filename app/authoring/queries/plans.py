"""The plans in force, as the form that would have written them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import select

from app.access.record import Record
from app.authoring.queries import rows
from app.authoring.rules.document import KINDS, Row, Sections, blank_document
from app.identity.actor import PATIENTS_SIDE
from app.models.contact import Contact
from app.models.goal import Goal
from app.models.measure import Measure
from app.models.plan import Plan
from app.models.problem import Problem
from app.models.zone import Zone
from app.platform.db import db

P = TypeVar("P", Problem, Goal, Measure, Zone, Contact)
IN_FORCE = ("active", "on-hold")
_MISTAKE = "entered-in-error"


@dataclass(frozen=True)
class Standing:
    """The plans in force: `plans` are their ids by kind, `sections` what they say. What the patient wrote is not in it."""

    plans: dict[str, str | None]
    sections: Sections

    @property
    def any(self) -> bool:
        return any(self.plans.values())

    def as_base(self) -> dict[str, Any]:
        """As a draft keeps what it began from."""
        return {"plans": self.plans, "sections": self.sections}


def standing(record: Record) -> Standing:
    plans = in_force(record)
    ids, document = [plan.id for plan in plans.values()], blank_document()
    document["about"] = [rows.about_row(kind, plans.get(kind)) for kind in KINDS]
    languages: dict[UUID | None, str] = {plan.id: plan.language for plan in plans.values()}

    def read(model: type[P], make: Any, *also: Any) -> list[Row]:
        return [make(row, languages[row.plan_id]) for row in live(record, model, ids, *also)]

    document["problems"] = read(Problem, rows.problem_row, Problem.status != _MISTAKE)
    document["goals"] = read(Goal, rows.goal_row, Goal.status != _MISTAKE, Goal.expressed_by == "clinician")
    document["measures"] = read(Measure, rows.measure_row, Measure.status != _MISTAKE, Measure.origin == "clinician")
    document["contacts"] = read(Contact, rows.contact_row)
    zones = {row["key"]: row for row in read(Zone, rows.zone_row)}
    document["zones"] = [zones.get(row["key"], row) for row in document["zones"]]
    return Standing({kind: str(plans[kind].id) if kind in plans else None for kind in KINDS}, document)


def in_force(record: Record) -> dict[str, Plan]:
    """The active plan of each kind, else one that rests; of several, the newest."""
    of_record = (Plan.record_id == record.id, Plan.deleted_at.is_(None), Plan.status.in_(IN_FORCE))
    found = db.session.scalars(select(Plan).where(*of_record).order_by(Plan.status.desc(), Plan.created_at, Plan.id))
    return {plan.kind: plan for plan in found}  # the last one of a kind counts, and "active" comes after "on-hold" here


def live(record: Record, model: type[P], plan_ids: Sequence[UUID], *also: Any) -> Sequence[P]:
    """The clinicians' rows of one kind in the plans, in the plans' order."""
    of_plans = (model.record_id == record.id, model.plan_id.in_(plan_ids), model.deleted_at.is_(None))
    theirs = model.author_role.not_in(PATIENTS_SIDE)
    return db.session.scalars(
        select(model).where(*of_plans, theirs, *also).order_by(model.position, model.created_at, model.id)
    ).all()
