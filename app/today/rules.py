"""Which part of the day it is, and what one check-in takes care of. Pure."""

from __future__ import annotations

from datetime import time
from enum import StrEnum

_MORNING, _DAY, _EVENING = time(5), time(10), time(18)


class Part(StrEnum):
    NIGHT = "night"
    MORNING = "morning"
    DAY = "day"
    EVENING = "evening"


def part_of_day(local: time) -> Part:
    """Morning from five to ten, evening from six; the night belongs to neither."""
    if local < _MORNING:
        return Part.NIGHT
    if local < _DAY:
        return Part.MORNING
    return Part.DAY if local < _EVENING else Part.EVENING


def goes_with(check_in_time: str, check_in_limit: str | None, due_time: str) -> bool:
    """Whether a measurement due at `due_time` is taken care of by a check-in; times are "HH:MM", "" any time that day."""
    return not check_in_time or not due_time or due_time <= (check_in_limit or check_in_time)
