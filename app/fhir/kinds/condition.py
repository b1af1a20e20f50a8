"""Condition: a problem, as goals and measures name it."""

from __future__ import annotations

from app.fhir.kinds.content import coded
from app.fhir.kinds.kind import Parameter
from app.fhir.kinds.shelved import shelved

CONDITION = shelved(
    "Condition",
    columns={},
    content={
        "category": Parameter("token", "Problem list item or encounter diagnosis", coded("category")),
        "clinical-status": Parameter("token", "Active, resolved …", coded("clinicalStatus")),
        "code": Parameter("token", "What the problem is", coded("code")),
        "verification-status": Parameter("token", "Confirmed, refuted …", coded("verificationStatus")),
    },
    includes={},
)
