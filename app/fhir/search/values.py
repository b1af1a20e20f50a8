"""The words of a search parameter as values of its type (FHIR R4 §3.1.1.4)."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any
from uuid import UUID

from app.exchange.errors import Refused
from app.fhir.addresses import is_elsewhere
from app.fhir.days import moments_of
from app.fhir.kinds.values import Moments, Target, Token

MAX_LENGTH, MAX_VALUES = 500, 100
_COMMA = re.compile(r"(?<!\\),")
_BAR = re.compile(r"(?<!\\)\|")
_ESCAPED = re.compile(r"\\([\\,|$])")
_CLOCK = r"T\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d)?"
_DATE = re.compile(rf"(eq|ne|lt|le|gt|ge|sa|eb)?(\d{{4}}(?:-\d\d(?:-\d\d(?:{_CLOCK})?)?)?)")


def values_of(name: str, kind: str, text: str) -> tuple[Any, ...]:
    """The values, any of which will do. Errors: `Refused`."""
    parts = _COMMA.split(text)
    if len(text) > MAX_LENGTH * 10 or len(parts) > MAX_VALUES or any(not 0 < len(part) <= MAX_LENGTH for part in parts):
        raise refused(name, f"Send 1 to {MAX_VALUES} values of 1 to {MAX_LENGTH} characters.")
    if "\x00" in text:
        raise refused(name, "This may hold no NUL.")
    return tuple(_TYPES[kind](name, part) for part in parts)


def refused(name: str, message: str) -> Refused:
    """A search parameter that cannot be used. The name is ours by then, never repeated from the caller."""
    return Refused("CPLF-0004", f"{name}: {message}", issue="value")


def _token(name: str, text: str) -> Token:
    parts = [_plain(part) for part in _BAR.split(text)]
    if len(parts) > 2 or not any(parts):
        raise refused(name, "Send code, system|code or system|.")
    return Token(parts[0] if len(parts) == 2 else None, parts[-1])


def _date(name: str, text: str) -> Moments:
    # A plus that was not encoded arrives as a blank.
    parts = _DATE.fullmatch(text.replace(" ", "+"))
    try:
        if parts:
            return Moments(parts[1] or "eq", *moments_of(parts[2]))
    except (ValueError, OverflowError):
        pass
    raise refused(name, "Send a date or a moment, as in ge2026-03-24.")


def _reference(name: str, text: str) -> Target:
    kind, _, last = text.rpartition("/")
    kind = kind.rsplit("/", 1)[-1]
    if is_elsewhere(text):
        raise refused(name, "This is on another server.")
    try:
        return Target(kind, UUID(last))
    except ValueError:
        raise refused(name, "Send Type/id, or an id alone.") from None


def _string(name: str, text: str) -> str:
    return _plain(text)


def _plain(text: str) -> str:
    return _ESCAPED.sub(r"\1", text)


_TYPES: dict[str, Callable[[str, str], Any]] = {"token": _token, "date": _date, "reference": _reference, "string": _string}
