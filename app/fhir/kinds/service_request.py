"""ServiceRequest: a measure, the patient's own too."""

from __future__ import annotations

from app.fhir.kinds.content import coded, dated, referring
from app.fhir.kinds.kind import Include, Parameter
from app.fhir.kinds.request_status import request_status
from app.fhir.kinds.shelved import shelved
from app.fhir.received import elements
from app.models.measure import Measure

SERVICE_REQUEST = shelved(
    "ServiceRequest",
    columns={"status": request_status(Measure.status)},
    content={
        "authored": Parameter("date", "When it was written", dated("authoredOn")),
        "category": Parameter("token", "What sort of measure", coded("category")),
        "code": Parameter("token", "What to do", coded("code")),
        "occurrence": Parameter("date", "From when to when", dated("occurrenceTiming", "repeat", "boundsPeriod")),
        "reason": Parameter("reference", "A problem the measure is for", referring("reasonReference")),
    },
    includes={"reason": Include(("Condition",), lambda measure: elements(measure, ("reasonReference",)))},
)
