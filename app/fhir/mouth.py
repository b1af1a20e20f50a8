"""The mouth itself: where it stands, whom it hears, and how what comes of a call is told."""

from __future__ import annotations

from typing import Any

from flask import Response, current_app, request
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotAcceptable

from app.exchange import speakers
from app.exchange.guard import answer, api_blueprint
from app.exchange.media import WRITTEN, asked
from app.exchange.speakers import FHIR_JSON, JSON
from app.fhir.bundles import etag
from app.fhir.reply import Reply
from app.fhir.search.patients import Pairs, refuse_numbers
from app.fhir.shelf.failures import placed

PREFIX = "/fhir"
AUDIENCE = "egenplan:fhir"
_FORMATS = ("json", JSON, FHIR_JSON)


def _speak(error: Exception) -> ResponseReturnValue:
    return speakers.fhir(placed(error))


blueprint = api_blueprint("fhir", PREFIX, _speak, audiences={AUDIENCE}, without_token={"metadata", "smart"})


@blueprint.before_request
def _look_at_address() -> None:
    """Errors: `Refused` for an identity number in the address; 406 for a `_format` that is not JSON."""
    pairs = in_address()
    refuse_numbers(pairs)
    # A plus that was not encoded arrives as a blank.
    if any(value.replace(" ", "+") not in _FORMATS for name, value in pairs if name == "_format"):
        raise NotAcceptable


def in_address() -> Pairs:
    return list(request.args.items(multi=True))


def base() -> str:
    return f"{current_app.config['BASE_URL']}{PREFIX}"


def prefers(what: str, value: str) -> bool:
    """Whether the call says so in `Prefer` (RFC 7240; FHIR R4 §3.1.0.1.4, §3.1.1.1)."""
    said = [part.strip() for part in request.headers.get("Prefer", "").replace(";", ",").split(",")]
    return f"{what}={value}" in said


def told(value: Any, status: int = 200, headers: dict[str, str] | None = None) -> Response:
    """`value` as JSON, under the name of it that the caller asked for."""
    return answer(value, status, asked((FHIR_JSON, *WRITTEN)) or FHIR_JSON, headers)


def told_reply(reply: Reply) -> Response:
    """What came of one interaction, with its version and where it now is."""
    headers = {"ETag": etag(reply.version)} if reply.version else {}
    if reply.location:
        headers["Location"] = f"{base()}/{reply.location}"
    minimal = request.method in ("POST", "PUT") and prefers("return", "minimal") and reply.version
    if reply.shown and not minimal:
        return told(reply.shown(), reply.status, headers)
    response = Response(status=reply.status, headers=headers)
    del response.headers["Content-Type"]
    return response
