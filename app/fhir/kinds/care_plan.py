"""CarePlan: treatment plans and self-care plans."""

from __future__ import annotations

from sqlalchemy import false

from app.fhir.kinds.content import dated, referring
from app.fhir.kinds.kind import Include, Parameter
from app.fhir.kinds.request_status import request_status
from app.fhir.kinds.shelved import shelved
from app.fhir.kinds.values import Condition, Token
from app.fhir.received import elements
from app.fhir.systems import PLAN_KIND, SELF_CARE
from app.models.plan import Plan
from app.plans.rules import PlanKind

_KINDS = {SELF_CARE: PlanKind.SELF_CARE.value, "treatment": PlanKind.TREATMENT.value}


def _of_kind(token: Token) -> Condition:
    known = token.system in (None, PLAN_KIND) and token.code in _KINDS
    return Plan.kind == _KINDS[token.code] if known else false()


_GOAL = Include(("Goal",), lambda plan: elements(plan, ("goal",)))
_PROBLEM = Include(("Condition",), lambda plan: elements(plan, ("addresses",)))
_ACTIVITY = Include(("ServiceRequest",), lambda plan: elements(plan, ("activity", "reference")))

CARE_PLAN = shelved(
    "CarePlan",
    columns={
        "category": Parameter("token", f"{PLAN_KIND}|{SELF_CARE} or {PLAN_KIND}|treatment", _of_kind),
        "status": request_status(Plan.status),
    },
    content={
        "activity-reference": Parameter("reference", "A measure in the plan", referring("activity", "reference")),
        "condition": Parameter("reference", "A problem the plan is for", referring("addresses")),
        "date": Parameter("date", "When the plan holds", dated("period")),
        "goal": Parameter("reference", "A goal in the plan", referring("goal")),
    },
    includes={"activity-reference": _ACTIVITY, "condition": _PROBLEM, "goal": _GOAL},
)
