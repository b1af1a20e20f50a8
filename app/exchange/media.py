"""JSON by all its names, and under which of them a caller wants the answer."""

from __future__ import annotations

from collections.abc import Sequence

from flask import request
from werkzeug.datastructures import MIMEAccept

from app.exchange.speakers import FHIR_JSON, JSON

FORM = "application/x-www-form-urlencoded"
_BEFORE_R3 = "application/json+fhir"
WRITTEN = (JSON, FHIR_JSON, _BEFORE_R3)
TAKEN = (*WRITTEN, "application/json-patch+json")


def asked(written: Sequence[str]) -> str | None:
    """The one of `written` that the caller likes best, the first where any will do; nothing where none is accepted.

    Parameters are passed over: `fhirVersion=4.0` and `charset=utf-8` ask for nothing that is not so anyway.
    """
    accepted = request.accept_mimetypes
    if not accepted:
        return written[0]
    bare = [(media.partition(";")[0].strip(), quality) for media, quality in accepted]
    return MIMEAccept(bare).best_match(written)
