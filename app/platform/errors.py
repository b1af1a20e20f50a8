"""Every failure as a calm page in the reader's language, and never more than the reader may know."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

import structlog
from flask import Flask, current_app, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString
from flask_wtf.csrf import CSRFError
from sqlalchemy.orm.exc import StaleDataError
from werkzeug.exceptions import Conflict, HTTPException, InternalServerError

from app.platform.db import db

log = structlog.get_logger()

Speaker: TypeAlias = Callable[[Exception], ResponseReturnValue]


@dataclass(frozen=True)
class ErrorText:
    """What a page of one status says: the heading, what happened, what to do."""

    title: LazyString
    text: LazyString
    mend: LazyString


TEXTS = {
    400: ErrorText(
        _l("We could not read that"),
        _l("What was sent to us was not as we expected it."),
        _l("Go back, check what you typed and try again."),
    ),
    401: ErrorText(
        _l("This is not the way in"),
        _l("The pages are for people who sign in. A key for programs opens nothing here."),
        _l("Sign in on the first page, or use the address made for other systems."),
    ),
    403: ErrorText(
        _l("You may not do this"),
        _l("You are signed in, but this is not open to you."),
        _l("If you think it should be, ask the person it concerns or the clinic."),
    ),
    404: ErrorText(
        _l("There is nothing here"),
        _l("The page does not exist, has been removed, or is not yours to see."),
        _l("Check the address, or start from the first page."),
    ),
    405: ErrorText(
        _l("That cannot be done here"),
        _l("The page exists but does not take this kind of request."),
        _l("Go back and use the buttons on the page."),
    ),
    409: ErrorText(
        _l("Someone changed this before you"),
        _l("Nothing of theirs was overwritten, and yours was not saved."),
        _l("Go back, load the page again and make your change once more."),
    ),
    413: ErrorText(
        _l("That was too much at once"),
        _l("What was sent is larger than we can take."),
        _l("Go back, make it shorter and send it again."),
    ),
    415: ErrorText(
        _l("We cannot read that format"),
        _l("What was sent was not a form."),
        _l("Go back and use the buttons on the page."),
    ),
    429: ErrorText(
        _l("A little too fast"),
        _l("There have been very many tries from here in a short time."),
        _l("Wait a minute and try again."),
    ),
    500: ErrorText(
        _l("Something failed with us"),
        _l("It is our mistake, not yours. What you just sent may not have been saved."),
        _l("Wait a little and try again. If you are unwell, do not wait for us: call."),
    ),
}
STALE_FORM = ErrorText(
    _l("The page had been open too long"),
    _l("For your safety a form can only be sent from a fresh page, by the one who is signed in. Nothing was saved."),
    _l("Go back: what you typed is most often still there. Load the page again and send it once more."),
)


def handle_errors(app: Flask, statuses: dict[type[Exception], int]) -> None:
    """Give every failure its page; `statuses` says which of the features' own errors is which status."""
    for kind, status in statuses.items():
        app.register_error_handler(kind, lambda error, status=status: _failed(error, status))
    app.register_error_handler(CSRFError, lambda error: _spoken(error) or error_page(400, STALE_FORM))
    app.register_error_handler(StaleDataError, lambda error: _failed(error, Conflict.code))
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(Exception, _unexpected)


def speak_at(app: Flask, prefix: str, speaker: Speaker) -> None:
    """Failures at addresses under `prefix` are told by `speaker` and not as a page; the longest prefix counts."""
    app.extensions.setdefault("speakers", {})[prefix] = speaker


def error_page(status: int, text: ErrorText | None = None) -> tuple[str, int]:
    """The page for `status`; unknown ones read as 400 or 500."""
    known = text or TEXTS.get(status) or TEXTS[400 if status < 500 else 500]
    return render_template("errors/page.html", error=known, status=status), status


def _http(error: HTTPException) -> ResponseReturnValue:
    if error.code is None or error.code < 400:
        return error.get_response()
    spoken = _spoken(error)
    if spoken:
        return spoken
    page, status = error_page(error.code)
    headers = [(name, value) for name, value in error.get_headers() if name in ("Allow", "Retry-After", "WWW-Authenticate")]
    return page, status, headers


def _failed(error: Exception, status: int) -> ResponseReturnValue:
    db.session.rollback()
    return _spoken(error) or error_page(status)


def _unexpected(error: Exception) -> ResponseReturnValue:
    # Last resort: the reader gets a page, the log gets the kind of failure, nobody gets personal words.
    db.session.rollback()
    spoken = _spoken(error)
    if spoken is None or current_app.make_response(spoken).status_code >= 500:
        log.error("unexpected", kind=type(error).__name__, exc_info=error)
    return spoken or error_page(InternalServerError.code)


def _spoken(error: Exception) -> ResponseReturnValue | None:
    speakers: dict[str, Speaker] = current_app.extensions.get("speakers", {})
    found = [prefix for prefix in speakers if f"{request.path}/".startswith(f"{prefix}/")]
    return speakers[max(found, key=len)](error) if found else None
