"""Whether there is a plan and when it last changed, in the three shapes the national services answer in.

The call may come from a system by itself, shows no content and stands in no access log: it is how a system knows, without
anybody looking, that there is something to look at.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import BindParameter, bindparam, func, select

from app.consents.rules import PLAN
from app.fhir.shelf.meta import OSLO
from app.models.consent import Consent
from app.models.goal import Goal
from app.models.measure import Measure
from app.models.plan import Plan
from app.models.problem import Problem
from app.platform.db import fetch
from app.platform.elements import Json

_record_id: BindParameter[UUID] = bindparam("record_id")
_PLANS = select(Plan.id, Plan.status, Plan.updated_at).where(
    Plan.record_id == _record_id, Plan.kind == "treatment", Plan.deleted_at.is_(None), Plan.status != "entered-in-error"
)
_PARTS = [
    select(func.max(part.updated_at).label("at")).where(
        part.record_id == _record_id, part.plan_id.in_(bindparam("plans", expanding=True))
    )
    for part in (Problem, Goal, Measure)
]
_CONSENTS = select(Consent.id).where(Consent.record_id == _record_id, Consent.kind == PLAN, Consent.withdrawn_at.is_(None))


@dataclass(frozen=True)
class Standing:
    """What may be told of a record without opening it."""

    active: bool
    changed_at: datetime | None
    consent: bool


NOTHING = Standing(active=False, changed_at=None, consent=False)


def standing_of(record_id: UUID) -> Standing:
    """How it stands with a record's treatment plans. Only for the status call: it asks without the proof of an opened door."""
    plans = fetch(_PLANS, {"record_id": record_id})
    asked = {"record_id": record_id, "plans": [plan.id for plan in plans]}
    moments = [plan.updated_at for plan in plans] + [fetch(each, asked)[0].at for each in _PARTS if plans]
    return Standing(
        active=any(plan.status == "active" for plan in plans),
        changed_at=max((moment for moment in moments if moment), default=None),
        consent=bool(fetch(_CONSENTS, {"record_id": record_id})),
    )


def status_answer(standing: Standing, shape: str) -> Json:
    """The answer as the shape has it: `a_v1`, `a_v2` or `b`. Nobody can reserve, restrict or block here yet."""
    answer: Json = {"activeCarePlan": standing.active, "lastChangedDateTime": _seven_digits(standing.changed_at)}
    if shape != "a_v2":  # `b` (hit-patient-careplan, 2026-01) dropped what `a_v2` had added
        return answer
    privacy = {"consent": standing.consent, "hasReservationKjernejournal": False, "isRestricted": False, "isBlocked": False}
    return answer | {"privacySetting": privacy}


def _seven_digits(at: datetime | None) -> str | None:
    """A moment with seven decimals, as .NET writes it and the national sample has it."""
    if at is None:
        return None
    text = at.astimezone(OSLO).isoformat(timespec="microseconds")
    return f"{text[:26]}0{text[26:]}"
