"""The version a change is built on."""

from __future__ import annotations

from flask import request

from app.exchange.errors import Refused


def seen_version() -> int | None:
    """The version of this request's If-Match. Errors: `Refused` where it is no version."""
    return version_in(request.headers.get("If-Match", ""))


def version_in(text: str) -> int | None:
    """The version in an entity tag, nothing where none is said. Errors: `Refused`."""
    given = text.strip()
    if given in ("", "*"):
        return None
    digits = given.removeprefix("W/").strip('"')
    if not (digits.isascii() and digits.isdigit() and len(digits) < 10):
        raise Refused("CPLF-0003", 'If-Match is a version as in ETag: W/"3".')
    return int(digits)
