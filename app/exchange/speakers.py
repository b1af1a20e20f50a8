"""The three ways a failure is told: the pilot's, the newer national one and plain R4 as OperationOutcome, and Planer's JSON."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeAlias

from flask import Response, current_app
from flask.typing import ResponseReturnValue

from app.exchange.calls import event_id
from app.exchange.errors import CODES, R4, Refused, refusal_of
from app.exchange.reader import write_json
from app.platform.errors import Speaker

Body: TypeAlias = Callable[[Refused], dict[str, Any]]

FHIR_JSON = "application/fhir+json"
JSON = "application/json"
NATIONAL = "http://nhn.no/hit/fhir/error/CodeSystem"
OWN_CODES = "urn:egenplan:error"


def careplan(error: Exception) -> ResponseReturnValue:
    """For `/api/careplan`: `diagnostics` as the pilot's object or as a string, by setting; always with `nhn-error-code`."""
    refused = refusal_of(error)
    body = _pilot if current_app.config["CAREPLAN_ERROR_FORM"] == "object" else _newer
    return _response(refused, body(refused), JSON)


def fhir(error: Exception) -> ResponseReturnValue:
    """For `/fhir` and whatever has no words of its own: an R4 OperationOutcome."""
    refused = r4(refusal_of(error))
    return _response(refused, outcome(refused), FHIR_JSON)


def outcome(refused: Refused) -> dict[str, Any]:
    """A refusal as an R4 OperationOutcome."""
    issue = _issue(refused) | {"diagnostics": told(refused)}
    issue["details"] = {"coding": [{"system": OWN_CODES, "code": refused.code}], "text": CODES[refused.code].message}
    if refused.path:
        issue["expression"] = [refused.path]
    return {"resourceType": "OperationOutcome", "issue": [issue]}


def r4(refused: Refused) -> Refused:
    """The refusal with the status that plain R4 has for it."""
    if refused.status or refused.code not in R4:
        return refused
    status, issue = R4[refused.code], refused.issue
    return Refused(refused.code, refused.message, refused.path, status, issue, refused.headers, refused.facts)


def planer(error: Exception) -> ResponseReturnValue:
    """For `/api/planer`: plain JSON. The members are ours, since the national ones are not published."""
    refused = refusal_of(error)
    body = {"error": refused.code, "message": told(refused), "path": refused.path or None, **refused.facts}
    return _response(refused, {name: value for name, value in body.items() if value is not None}, JSON)


def told(refused: Refused) -> str:
    """The served message, and after it how to mend it."""
    served = CODES[refused.code].message
    return f"{served}: {refused.message}" if refused.message else served


def _pilot(refused: Refused) -> dict[str, Any]:
    # An object where R4 has a string, as the pilot served it: a strict FHIR parser refuses it, its clients expect it.
    diagnostics = {
        "applicationVersion": current_app.config["VERSION"],
        "eventId": event_id(),
        "environment": current_app.config["ENVIRONMENT"],
        "apiVersion": "v1",
        "errorMessage": told(refused),
        "errorCode": refused.code,
        "fhirPath": refused.path,
        "serviceName": "careplan",
    }
    return {"resourceType": "OperationOutcome", "issue": [_issue(refused) | {"diagnostics": diagnostics}]}


def _newer(refused: Refused) -> dict[str, Any]:
    said = {
        "ErrorCode": refused.code,
        "ApiVersion": "v1",
        "ApplicationVersion": current_app.config["VERSION"],
        "Environment": current_app.config["ENVIRONMENT"],
        "ServiceName": "careplan",
    }
    coding = [{"system": f"{NATIONAL}/{name}", "code": value} for name, value in said.items()]
    issue = _issue(refused) | {"diagnostics": told(refused), "details": {"coding": coding}}
    if refused.path:
        issue["location"] = [refused.path]
    return {"resourceType": "OperationOutcome", "id": event_id(), "issue": [issue]}


def _issue(refused: Refused) -> dict[str, Any]:
    severity = "fatal" if status_of(refused) >= 500 else "error"
    return {"severity": severity, "code": refused.issue or CODES[refused.code].issue}


def status_of(refused: Refused) -> int:
    return refused.status or CODES[refused.code].status


def _response(refused: Refused, body: dict[str, Any], media: str) -> Response:
    response = Response(write_json(body), status_of(refused), content_type=f"{media}; charset=utf-8")
    response.headers["nhn-error-code"] = refused.code
    for name, value in refused.headers.items():
        response.headers.add(name, value)
    return response


SPEAKERS: dict[str, Speaker] = {"careplan": careplan, "planer": planer, "fhir": fhir}
