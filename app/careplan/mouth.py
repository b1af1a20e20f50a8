"""The mouth itself: where it stands, whom it hears, and what our failures are called there."""

from __future__ import annotations

from typing import Any

from flask import Response, current_app, request
from flask.typing import ResponseReturnValue

from app.exchange import speakers
from app.exchange.guard import answer, api_blueprint
from app.exchange.media import WRITTEN, asked
from app.fhir.bundles import etag
from app.fhir.search.patients import refuse_numbers
from app.fhir.shelf.failures import placed
from app.platform.elements import Json

PREFIX = "/api/careplan"


def _speak(error: Exception) -> ResponseReturnValue:
    return speakers.careplan(placed(error))


blueprint = api_blueprint(
    "careplan",
    PREFIX,
    _speak,
    audiences={"nhn:careplan", "nhn:patient-careplan"},
    scopes={"nhn:careplan/api", "nhn:patient-careplan/api"},
)


@blueprint.before_request
def _look_at_address() -> None:
    """Errors: `Refused` for an identity number in the address, since addresses end up in logs."""
    refuse_numbers(list(request.args.items(multi=True)))


def base() -> str:
    return f"{current_app.config['BASE_URL']}{PREFIX}"


def told(value: Any, status: int = 200, headers: dict[str, str] | None = None) -> Response:
    """`value` as JSON, under the name of it that the caller asked for."""
    return answer(value, status, asked(WRITTEN) or WRITTEN[0], headers)


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
