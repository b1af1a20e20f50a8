"""The four kinds of resource, each with its table and its way in and out."""

from __future__ import annotations

from typing import TypeAlias

from app.fhir.systems import CONDITION_CLINICAL
from app.models.goal import Goal
from app.models.measure import Measure
from app.models.plan import Plan
from app.models.problem import Problem
from app.platform.elements import Json

Row: TypeAlias = Plan | Problem | Goal | Measure

MODELS: dict[str, type[Row]] = {"CarePlan": Plan, "Condition": Problem, "Goal": Goal, "ServiceRequest": Measure}
KINDS = tuple(MODELS)
PART_KINDS = {"problems": "Condition", "goals": "Goal", "measures": "ServiceRequest"}
_VERIFICATION = CONDITION_CLINICAL.replace("clinical", "ver-status")
# How a resource of each kind says that it should never have been (the national words for a deleted one).
IN_ERROR: dict[str, Json] = {
    "CarePlan": {"status": "entered-in-error"},
    "Condition": {"verificationStatus": {"coding": [{"system": _VERIFICATION, "code": "entered-in-error"}]}},
    "Goal": {"lifecycleStatus": "entered-in-error"},
    "ServiceRequest": {"status": "entered-in-error"},
}


def kind_of_row(row: Row) -> str:
    return next(kind for kind, model in MODELS.items() if isinstance(row, model))
