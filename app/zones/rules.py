"""What a zone is. Nothing here computes one from readings: the patient recognises it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID


class Level(StrEnum):
    GREEN = "green"
    YELLOW = "yellow"
    RED = "red"


@dataclass(frozen=True)
class ZoneContent:
    """One zone's words; `condition` and `action` hold one sentence a line."""

    level: Level
    condition: str
    action: str
    language: str = "nb"


@dataclass(frozen=True)
class ContactContent:
    """Whom to contact, when, and in which zones."""

    role: str
    name: str | None
    phone: str | None
    hours: str | None
    levels: tuple[str, ...]
    language: str = "nb"


@dataclass(frozen=True)
class ZonePlan:
    """The zones and contacts of the self-care plan in force, and which version of it they are."""

    plan_id: UUID
    plan_version: int
    zones: tuple[ZoneContent, ...]
    contacts: tuple[ContactContent, ...]

    def zone(self, level: str | None) -> ZoneContent | None:
        return next((zone for zone in self.zones if zone.level == level), None)


def lines(text: str) -> list[str]:
    """The sentences of a condition or an action."""
    return [line.strip() for line in text.splitlines() if line.strip()]
