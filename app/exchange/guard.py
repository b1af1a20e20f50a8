"""What holds for every address made for other systems, before any of them is reached."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, cast

from flask import Blueprint, Flask, Response, current_app, g, request, session
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotAcceptable, UnsupportedMediaType

from app.exchange.caller import current_caller, require_scope
from app.exchange.calls import NAMES, Header, event_id
from app.exchange.media import FORM, TAKEN, WRITTEN, asked
from app.exchange.reader import MAX_BYTES, Json, read_json, write_json
from app.exchange.speakers import JSON, fhir
from app.identity.tokens.nonces import new_nonce
from app.platform.errors import Speaker, speak_at
from app.platform.security import csrf, limiter

PREFIXES = ("/api", "/fhir")


def api_blueprint(
    name: str,
    prefix: str,
    speaker: Speaker,
    *,
    audiences: Collection[str],
    scopes: Collection[str] = (),
    without_token: Collection[str] = (),
) -> Blueprint:
    """A blueprint at `prefix` that takes tokens for `audiences` with any of `scopes`, and nothing that a browser sends by itself.

    `without_token` names its views that anybody may read. Failures are told by `speaker`.
    """
    blueprint = Blueprint(name, f"app.{name}", url_prefix=prefix)
    # A browser sends our cookie by itself but never a token, so what has no use for the cookie needs no form token either.
    csrf.exempt(blueprint)
    limiter.limit(lambda: current_app.config["API_LIMIT"])(blueprint)
    blueprint.record_once(lambda state: speak_at(cast(Flask, state.app), prefix, speaker))

    @blueprint.before_request
    def guard() -> None:
        request.max_content_length = MAX_BYTES
        session.modified = False  # ?lang= is for pages; nothing here sets a cookie
        g.audiences = frozenset(audiences)
        _check_media()
        if (request.endpoint or "").removeprefix(f"{name}.") in without_token:
            return
        caller = current_caller()
        if scopes:
            require_scope(caller, *scopes)

    return blueprint


def answer_systems(app: Flask) -> None:
    """Make `app` speak JSON at every address for other systems, those that do not exist too, and say which call it answers."""
    for prefix in PREFIXES:
        speak_at(app, prefix, fhir)
    app.after_request(_sign)


def body() -> Json:
    """The request's JSON. Errors: `BadJson`; 413 for one that is too large."""
    return read_json(request.get_data(cache=False))


def answer(value: Any, status: int = 200, media: str = JSON, headers: dict[str, str] | None = None) -> Response:
    """`value` as JSON, decimals digit for digit."""
    return Response(write_json(value), status, headers, content_type=f"{media}; charset=utf-8")


def _check_media() -> None:
    """Errors: 406 and 415. Only JSON is read and written; a search may be a form."""
    if asked(WRITTEN) is None:
        raise NotAcceptable
    if request.method in ("GET", "HEAD", "OPTIONS") or not _has_body():
        return
    taken = (FORM,) if request.path.endswith("/_search") else TAKEN
    charset = request.mimetype_params.get("charset", "utf-8").lower()
    if request.mimetype not in taken or charset not in ("utf-8", "utf8") or request.headers.get("Content-Encoding"):
        raise UnsupportedMediaType


def _has_body() -> bool:
    return bool(request.content_length) or "Transfer-Encoding" in request.headers


def _sign(response: Response) -> ResponseReturnValue:
    if f"{request.path}/".startswith(tuple(f"{prefix}/" for prefix in PREFIXES)):
        names = [name for name in NAMES[Header.EVENT_ID] if name in request.headers] or [NAMES[Header.EVENT_ID][0]]
        for name in names:
            response.headers[name] = event_id()
        if g.get("proved"):
            response.headers["DPoP-Nonce"] = new_nonce()
    return response
