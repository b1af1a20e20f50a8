"""Lines of the log that belong together."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID
from zoneinfo import ZoneInfo


@dataclass(frozen=True)
class LogLine:
    """One opening, or one refusal, as the gate wrote it; with what a calling system said of itself, where one called."""

    actor_id: UUID
    actor_name: str
    organisation: str | None
    purpose: str
    ground: str
    granted: bool
    at: datetime
    source_system: str | None = None
    basis: str | None = None


@dataclass(frozen=True)
class Act:
    """One purpose on one day, and its moments, the last first."""

    purpose: str
    moments: tuple[datetime, ...]


@dataclass(frozen=True)
class Visit:
    """What one person did on one day on one ground; `line` is the last of it."""

    line: LogLine
    acts: tuple[Act, ...]


def visits(lines: Iterable[LogLine], time_zone: str) -> list[tuple[date, list[Visit]]]:
    """`lines`, given newest first, by the patient's day; a person stands once a day, apart from what was refused them."""
    days: dict[date, dict[tuple[object, ...], list[LogLine]]] = {}
    for line in lines:
        day = line.at.astimezone(ZoneInfo(time_zone)).date()
        same = (line.actor_id, line.actor_name, line.organisation, line.ground, line.granted, line.source_system, line.basis)
        days.setdefault(day, {}).setdefault(same, []).append(line)
    return [(day, [Visit(each[0], _acts(each)) for each in people.values()]) for day, people in days.items()]


def _acts(lines: list[LogLine]) -> tuple[Act, ...]:
    purposes = dict.fromkeys(line.purpose for line in lines)
    return tuple(Act(purpose, tuple(line.at for line in lines if line.purpose == purpose)) for purpose in purposes)
