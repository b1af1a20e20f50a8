"""A file of lines (NDJSON), read one by one: however long a line is, no more of it is held than may be read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from app.exchange.reader import MAX_BYTES

# One more than may be read, and the line's own end: the reader then refuses it as too large.
_MOST = MAX_BYTES + 3


@dataclass(frozen=True)
class Line:
    """One line that is not blank. `number` counts from 1 as editors do; `size` is what it takes in the file."""

    file: str
    number: int
    raw: bytes
    size: int


def lines_of(file: BinaryIO, name: str) -> Iterator[Line]:
    """The lines of `file`, blank ones passed over."""
    number = 0
    while raw := file.readline(_MOST):
        number += 1
        size = len(raw) if raw.endswith(b"\n") or len(raw) < _MOST else len(raw) + _rest(file)
        if raw.strip(b" \t\r\n"):
            yield Line(name, number, raw.rstrip(b"\r\n"), size)


def _rest(file: BinaryIO) -> int:
    """Past the end of a line that is too long; answers how much that was."""
    passed = 0
    while part := file.readline(_MOST):
        passed += len(part)
        if part.endswith(b"\n"):
            break
    return passed
