"""The mouth itself: where it stands, whom it hears, and what our failures are called there."""

from __future__ import annotations

from typing import Any

from flask import Response, current_app, request
from flask.typing import ResponseReturnValue

from app.careplan.bundles import etag
from app.consents.rules import NoConsent
from app.exchange import speakers
from app.exchange.errors import Refused, means
from app.exchange.guard import answer, api_blueprint
from app.exchange.speakers import FHIR_JSON, JSON
from app.measures.rules import BadRhythm
from app.plans.rules import ActivePlanExists, DuplicateIdentifier, NoChange, UnknownProblem
from app.plans.rules.references import PatientsOwn, UnknownReference
from app.platform.elements import Json

PREFIX = "/api/careplan"


def _speak(error: Exception) -> ResponseReturnValue:
    return speakers.careplan(_placed(error) or error)


def _placed(error: Exception) -> Refused | None:
    """What our failure says of where it is, for those that say more than their code."""
    if isinstance(error, UnknownReference):
        return Refused("CPLF-0021", "Create it first, for the same patient.", error.place)
    if isinstance(error, ActivePlanExists):
        told = "The patient has an active treatment plan. Change that one, or end it first."
        return Refused("CPLF-0011", told, "CarePlan.status", status=409, issue="business-rule")
    if isinstance(error, PatientsOwn):
        return Refused("CPLF-0018", "The patient wrote this, or has changed it since: it is theirs to change.")
    if isinstance(error, BadRhythm):
        return Refused("CPLF-0005", str(error), "ServiceRequest.occurrenceTiming")
    return None


blueprint = api_blueprint(
    "careplan",
    PREFIX,
    _speak,
    audiences={"nhn:careplan", "nhn:patient-careplan"},
    scopes={"nhn:careplan/api", "nhn:patient-careplan/api"},
)

means(NoConsent, "CPLF-0017")
means(NoChange, "CPLF-0009")
means(DuplicateIdentifier, "CPLF-0014")
means(UnknownProblem, "CPLF-0021")
means(UnknownReference, "CPLF-0021")
means(PatientsOwn, "CPLF-0018")
means(ActivePlanExists, "CPLF-0011")
means(BadRhythm, "CPLF-0005")


def base() -> str:
    return f"{current_app.config['BASE_URL']}{PREFIX}"


def told(value: Any, status: int = 200, headers: dict[str, str] | None = None) -> Response:
    """`value` as JSON, under the name of it that the caller asked for."""
    asked = request.accept_mimetypes.best_match([JSON, FHIR_JSON], JSON) or JSON
    return answer(value, status, asked, headers)


def told_resource(resource: Json, status: int = 200) -> Response:
    """One resource with its version, and where a new one now is."""
    version = resource["meta"]["versionId"]
    headers = {"ETag": etag(int(version))}
    if status == 201:
        headers["Location"] = f"{base()}/{resource['resourceType']}/{resource['id']}/_history/{version}"
    return told(resource, status, headers)


def told_removed(version: int) -> Response:
    response = Response(status=204, headers={"ETag": etag(version)})
    del response.headers["Content-Type"]
    return response


def told_gone(tombstone: Json) -> Response:
    """A deleted resource: its minimal data, and by status and code that it is deleted."""
    version = int(tombstone["meta"]["versionId"])
    return told(tombstone, 410, {"ETag": etag(version), "nhn-error-code": "CPLF-0007"})


def seen_version() -> int | None:
    """The version of If-Match. Errors: `Refused` where it is no version."""
    given = request.headers.get("If-Match", "").strip()
    if given in ("", "*"):
        return None
    digits = given.removeprefix("W/").strip('"')
    if not (digits.isascii() and digits.isdigit() and len(digits) < 10):
        raise Refused("CPLF-0003", 'If-Match is a version as in ETag: W/"3".')
    return int(digits)
