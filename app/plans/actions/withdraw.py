"""The patient takes the consent back: then no plan may stand."""

from __future__ import annotations

from typing import TypeVar

from sqlalchemy import select

from app.access.record import Record
from app.access.revisions import keep
from app.consents.actions import withdraw_consent
from app.identity.actor import PATIENTS_SIDE
from app.models.contact import Contact
from app.models.goal import Goal
from app.models.measure import Measure
from app.models.plan import Plan
from app.models.problem import Problem
from app.models.zone import Zone
from app.plans.actions.guards import one_writer
from app.platform import clock
from app.platform.db import db

_MODELS = (Plan, Problem, Goal, Measure, Zone, Contact)
M = TypeVar("M", Plan, Problem, Goal, Measure, Zone, Contact)


def withdraw_everything(record: Record) -> bool:
    """Withdraw the consent and delete, logically, every plan and what clinicians have written in it.

    The patient's own goals and measures stay. Answers whether there was a consent to withdraw.
    """
    one_writer(record)
    withdrawn = withdraw_consent(record)
    for model in _MODELS:
        _delete(record, model)  # type: ignore[type-var]
    return withdrawn


def _delete(record: Record, model: type[M]) -> None:
    theirs = (model.record_id == record.id, model.deleted_at.is_(None), model.author_role.not_in(PATIENTS_SIDE))
    for row in db.session.scalars(select(model).where(*theirs)).all():
        row.deleted_at = clock.now()
        keep(record, row)
