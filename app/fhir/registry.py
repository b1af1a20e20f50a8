"""Everything `/fhir` speaks of. The CapabilityStatement, the addresses, the scopes and the searches are made from this."""

from __future__ import annotations

from app.fhir.kinds.care_plan import CARE_PLAN
from app.fhir.kinds.condition import CONDITION
from app.fhir.kinds.goal import GOAL
from app.fhir.kinds.kind import Kind
from app.fhir.kinds.read_only import READ_ONLY_KINDS
from app.fhir.kinds.service_request import SERVICE_REQUEST

REGISTRY: dict[str, Kind] = {kind.name: kind for kind in (CARE_PLAN, CONDITION, GOAL, SERVICE_REQUEST, *READ_ONLY_KINDS)}
