"""Goal: what to reach, the patient's own goals too."""

from __future__ import annotations

from app.fhir.kinds.content import coded, dated, referring
from app.fhir.kinds.kind import Include, Parameter
from app.fhir.kinds.shelved import shelved
from app.fhir.kinds.values import code_in
from app.fhir.received import elements
from app.models.goal import Goal

_STATUS = code_in(Goal.status, "http://hl7.org/fhir/goal-status")

GOAL = shelved(
    "Goal",
    columns={"lifecycle-status": Parameter("token", "proposed, active, completed …", _STATUS)},
    content={
        "addresses": Parameter("reference", "A problem the goal is for", referring("addresses")),
        "category": Parameter("token", "What sort of goal", coded("category")),
        "start-date": Parameter("date", "When it began", dated("startDate")),
        "target-date": Parameter("date", "When it is to be reached", dated("target", "dueDate")),
    },
    includes={"addresses": Include(("Condition",), lambda goal: elements(goal, ("addresses",)))},
)
