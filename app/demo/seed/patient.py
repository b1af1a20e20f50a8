"""The patient whose story is told: who acts in it, and when its days were."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from uuid import UUID, uuid5
from zoneinfo import ZoneInfo

from app.access.gate import open_record
from app.access.purposes import Purpose
from app.access.record import Record
from app.identity.actor import Actor
from app.measures.rules import moment_of


@dataclass(frozen=True)
class Act:
    """Something somebody did at a moment of the story."""

    at: datetime
    do: Callable[[], object]


@dataclass(frozen=True)
class Patient:
    """`plan` is the folder the story is in; `actors` are by key, the patient's own being "patient". `ids` fill up."""

    plan: str
    record_id: UUID
    actors: Mapping[str, Actor]
    words: Mapping[str, str]
    today: date
    time_zone: str
    ids: dict[str, UUID] = field(default_factory=dict)

    def open(self, by: str, purpose: Purpose) -> Record:
        """Every act of the story comes through the one door."""
        return open_record(self.actors[by], self.record_id, purpose)

    def day(self, days_ago: int) -> date:
        return self.today - timedelta(days=days_ago)

    def moment(self, day: date, at: time) -> datetime:
        """When the patient's clock showed `at`."""
        return moment_of(day, at, ZoneInfo(self.time_zone))

    def id_of(self, *name: object) -> UUID:
        """The id of what the patient makes, the same each time it is named."""
        return uuid5(self.record_id, " ".join(str(part) for part in name))
