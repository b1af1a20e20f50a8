"""The one JSON reader and writer of the API.

Everything that could cost is counted before anything is built: `1E9999999` is nine letters that take minutes to compute with.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import accumulate
from typing import Any, TypeAlias

from app.platform.exact_json import to_text

Json: TypeAlias = "bool | int | Decimal | str | list[Json] | dict[str, Json] | None"

MAX_BYTES = 1_000_000
MAX_DEPTH = 50
MAX_PARTS = 50_000
MAX_DIGITS = 40
MAX_EXPONENT = 30
INTEGERS = range(-(2**63), 2**63)

_BOM = b"\xef\xbb\xbf"
# A string that never ends is eaten to the end, so that looking for the next one costs nothing.
_STRING = re.compile(rb'"[^"\\]*+(?:\\.[^"\\]*+)*+"?', re.DOTALL)
_NOT_BRACKETS = bytes(set(range(256)) - set(b"[]{}"))
_STEP = {ord("["): 1, ord("{"): 1, ord("]"): -1, ord("}"): -1}
_PERHAPS_UNREADABLE = re.compile(rb"\\u(?:0000|[dD][89a-fA-F])")
_UNREADABLE = re.compile("[\x00\ud800-\udfff]")


class BadJson(Exception):
    """What was sent cannot be read. `path` is where, as FHIRPath, empty for the whole; `message` never repeats what was sent."""

    def __init__(self, path: str, message: str) -> None:
        super().__init__(message)
        self.path = path
        self.message = message


@dataclass(frozen=True)
class _Spoilt:
    """Stands where something was that we refuse, until its path is known."""

    message: str


def read_json(raw: bytes) -> Json:
    """The value in `raw`: decimals as `Decimal` with all their digits, whole numbers as `int`. Errors: `BadJson`."""
    raw = raw.removeprefix(_BOM)
    _refuse_bombs(raw)
    spoilt: list[_Spoilt] = []
    value = _parsed(raw, spoilt)
    if spoilt or _PERHAPS_UNREADABLE.search(raw):
        root = value.get("resourceType") if isinstance(value, dict) else None
        for path, message in _complaints(root if isinstance(root, str) and root.isalpha() else "", value):
            raise BadJson(path, message)
    return value


def write_json(value: Any) -> bytes:
    """`value` as JSON in UTF-8, each `Decimal` with the digits it has."""
    return to_text(value).encode()


def _refuse_bombs(raw: bytes) -> None:
    if len(raw) > MAX_BYTES:
        raise BadJson("", f"The body is larger than {MAX_BYTES} bytes.")
    if raw.count(b'"') > 4 * MAX_PARTS:
        raise BadJson("", f"The body has more than {MAX_PARTS} parts.")
    bare = _STRING.sub(b"", raw)
    brackets = bare.translate(None, _NOT_BRACKETS)
    if bare.count(b",") > MAX_PARTS or len(brackets) > 2 * MAX_PARTS:
        raise BadJson("", f"The body has more than {MAX_PARTS} parts.")
    if max(accumulate(map(_STEP.__getitem__, brackets)), default=0) > MAX_DEPTH:
        raise BadJson("", f"The body is nested deeper than {MAX_DEPTH} levels.")


def _parsed(raw: bytes, spoilt: list[_Spoilt]) -> Any:
    def spoil(message: str) -> _Spoilt:
        spoilt.append(_Spoilt(message))
        return spoilt[-1]

    def whole(text: str) -> int | _Spoilt:
        fits = len(text) <= len(str(INTEGERS.start)) and int(text) in INTEGERS
        return int(text) if fits else spoil("This whole number is too large.")

    def decimal(text: str) -> Decimal | _Spoilt:
        digits, _, exponent = text.lower().partition("e")
        if len(digits) > MAX_DIGITS + 2 or len(exponent) > 4 or abs(int(exponent or 0)) > MAX_EXPONENT:
            return spoil(f"This number has more than {MAX_DIGITS} digits, or an exponent beyond {MAX_EXPONENT}.")
        return Decimal(text)

    def members(pairs: list[tuple[str, Any]]) -> Any:
        built = dict(pairs)
        return built if len(built) == len(pairs) else spoil("This object has the same member twice.")

    def constant(_: str) -> _Spoilt:
        return spoil("JSON has no NaN and no Infinity.")

    try:
        return json.loads(raw.decode(), parse_int=whole, parse_float=decimal, parse_constant=constant, object_pairs_hook=members)
    except UnicodeDecodeError:
        raise BadJson("", "The body is not UTF-8.") from None
    except json.JSONDecodeError as error:
        raise BadJson("", f"The body is not JSON: line {error.lineno}, column {error.colno}.") from None


def _complaints(path: str, value: Any) -> Iterator[tuple[str, str]]:
    if isinstance(value, _Spoilt):
        yield path, value.message
    elif isinstance(value, str) and _UNREADABLE.search(value):
        yield path, "This text has a NUL or half a character in it."
    elif isinstance(value, list):
        for place, part in enumerate(value):
            yield from _complaints(f"{path}[{place}]", part)
    elif isinstance(value, dict):
        for name, part in value.items():
            if _UNREADABLE.search(name):
                yield path, "The name of a member has a NUL or half a character in it."
            yield from _complaints(f"{path}.{_shown(name)}".lstrip("."), part)


def _shown(name: str) -> str:
    return name if name.isascii() and name.isidentifier() and len(name) <= 64 else "?"
