"""Consent: the patient's yes to having plans here, and since when it no longer holds.

The shape is R4's, with the scope and category of HL7 Norge's draft profile. That draft is of a refusal (the Patient and User
Rights Act § 5-3); what a yes to a plan follows from is not published, so the policy is named by a code of ours.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.fhir.moments import meta, moment, period
from app.fhir.references import identifier_element, own_identifier
from app.fhir.systems import LOINC
from app.platform.elements import Json

if TYPE_CHECKING:
    from app.models.consent import Consent

SCOPES = "http://terminology.hl7.org/CodeSystem/consentscope"
OWN_CONSENT = "urn:egenplan:consent"
RECORDED_BY = "urn:egenplan:recorded-by"


def to_fhir(row: Consent, subject: Json, recorder: Json) -> Json:
    """`recorder` is a reference to whoever wrote it down; it is the patient's yes all the same."""
    ended = row.withdrawn_at
    return {
        "resourceType": "Consent",
        "id": str(row.id),
        "meta": meta(2 if ended else 1, ended or row.given_at),
        "extension": [{"url": RECORDED_BY, "valueReference": recorder}],
        "identifier": [identifier_element(own_identifier(row.id))],
        "status": "inactive" if ended else "active",
        "scope": {"coding": [{"system": SCOPES, "code": "patient-privacy"}]},
        "category": [{"coding": [{"system": LOINC, "code": "59284-0"}]}],
        "patient": subject,
        "dateTime": moment(row.given_at),
        "performer": [subject],
        "policyRule": {"coding": [{"system": OWN_CONSENT, "code": row.kind}]},
        "provision": {"type": "permit", "period": period(row.given_at, ended)},
    }
