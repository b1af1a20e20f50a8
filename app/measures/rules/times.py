"""Times of day as people type them."""

from __future__ import annotations

import re

_TYPED = re.compile(r"(\d{1,2})(?:[:.,]?(\d{2}))?")
_LAST_HOUR, _LAST_MINUTE = 23, 59


def read_time(typed: str) -> str:
    """ "HH:MM" of "7", "7:30", "07.30" or "0730". Errors: `ValueError`."""
    found = _TYPED.fullmatch(typed.strip()) if typed.isascii() else None
    hour, minute = (int(part or 0) for part in found.groups()) if found else (99, 99)
    if hour > _LAST_HOUR or minute > _LAST_MINUTE:
        raise ValueError(typed)
    return f"{hour:02d}:{minute:02d}"
