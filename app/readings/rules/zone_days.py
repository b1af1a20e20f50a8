"""The zones a person recognised, day by day. A day without an answer is empty: unknown is never green."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

UNSURE = "unsure"
_GRAVITY = {"green": 0, UNSURE: 1, "yellow": 2, "red": 3}


@dataclass(frozen=True)
class Run:
    """The same answer from place `start` on, `length` places long; `level` is empty where there was none."""

    level: str | None
    start: int
    length: int


def worst(levels: Iterable[str]) -> str:
    """The one that must not be overlooked."""
    return max(levels, key=lambda level: _GRAVITY.get(level, 1))


def days_of(answers: Iterable[tuple[datetime, str | None]], time_zone: str) -> dict[date, str]:
    """The worst answer of each day that has one; not sure is an answer of its own."""
    found: dict[date, str] = {}
    for at, level in answers:
        day = at.astimezone(ZoneInfo(time_zone)).date()
        found[day] = worst([level or UNSURE, found.get(day, level or UNSURE)])
    return found


def weeks_of(days: Mapping[date, str]) -> dict[date, str]:
    """The worst day of each week, by its Monday."""
    found: dict[date, str] = {}
    for day, level in days.items():
        monday = day - timedelta(days=day.weekday())
        found[monday] = worst([level, found.get(monday, level)])
    return found


def runs(levels: Sequence[str | None]) -> list[Run]:
    """Neighbours that are alike, as one."""
    found: list[Run] = []
    for place, level in enumerate(levels):
        if found and found[-1].level == level:
            found[-1] = Run(level, found[-1].start, found[-1].length + 1)
        else:
            found.append(Run(level, place, 1))
    return found
