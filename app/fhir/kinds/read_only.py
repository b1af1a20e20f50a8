"""The kinds that other systems may only read."""

from __future__ import annotations

from app.fhir.kinds.audit_event import AUDIT_EVENT
from app.fhir.kinds.care_team import CARE_TEAM
from app.fhir.kinds.consent import CONSENT
from app.fhir.kinds.kind import Kind
from app.fhir.kinds.observation import OBSERVATION
from app.fhir.kinds.patient import PATIENT
from app.fhir.kinds.practitioner import ORGANIZATION, PRACTITIONER, PRACTITIONER_ROLE
from app.fhir.kinds.provenance import PROVENANCE
from app.fhir.kinds.questionnaire_response import QUESTIONNAIRE_RESPONSE
from app.fhir.kinds.related_person import RELATED_PERSON

READ_ONLY_KINDS: tuple[Kind, ...] = (
    PATIENT,
    QUESTIONNAIRE_RESPONSE,
    OBSERVATION,
    CARE_TEAM,
    CONSENT,
    PROVENANCE,
    AUDIT_EVENT,
    RELATED_PERSON,
    PRACTITIONER,
    PRACTITIONER_ROLE,
    ORGANIZATION,
)
