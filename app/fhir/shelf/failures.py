"""What the actions' failures are called, and where they are, in both mouths."""

from __future__ import annotations

from app.consents.rules import NoConsent
from app.exchange.errors import Refused, means
from app.fhir.pointing import Unresolved
from app.measures.rules import BadRhythm
from app.plans.rules import ActivePlanExists, DuplicateIdentifier, NoChange, UnknownProblem
from app.plans.rules.references import PatientsOwn, UnknownReference

means(NoConsent, "CPLF-0017")
means(NoChange, "CPLF-0009")
means(DuplicateIdentifier, "CPLF-0014")
means(UnknownProblem, "CPLF-0021")
means(UnknownReference, "CPLF-0021")
means(PatientsOwn, "CPLF-0018")
means(ActivePlanExists, "CPLF-0011")
means(BadRhythm, "CPLF-0005")


def placed(error: Exception) -> Exception:
    """The failure with what it says of where it is, for those that say more than their code."""
    if isinstance(error, UnknownReference):
        return Refused("CPLF-0021", "Create it first, for the same patient.", error.place)
    if isinstance(error, Unresolved):
        return Refused("CPLF-0021", error.message, error.path)
    if isinstance(error, ActivePlanExists):
        told = "The patient has an active treatment plan. Change that one, or end it first."
        return Refused("CPLF-0011", told, "CarePlan.status", status=409, issue="business-rule")
    if isinstance(error, PatientsOwn):
        return Refused("CPLF-0018", "The patient wrote this, or has changed it since: it is theirs to change.")
    if isinstance(error, BadRhythm):
        return Refused("CPLF-0005", str(error), "ServiceRequest.occurrenceTiming")
    return error
