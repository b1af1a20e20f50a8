"""What a check-in is, and when two are the same."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from enum import StrEnum
from hashlib import sha256
from uuid import UUID
from zoneinfo import ZoneInfo

from app.measures.rules import Due, belongs_to
from app.zones.rules import Level

UNSURE = "unsure"
FRESH = timedelta(hours=24)
_ALWAYS = frozenset({"hele døgnet", "døgnet rundt", "når som helst", "24/7", "round the clock", "any time"})


class Outcome(StrEnum):
    """What became of a check-in that was sent. `NOT_YOURS`: its id is taken in another record, which is all that may be said."""

    NEW = "new"
    IDENTICAL = "identical"
    CONFLICT = "conflict"
    NOT_YOURS = "not-yours"


@dataclass(frozen=True)
class WordsRead:
    """The self-care plan whose words somebody had before them, and which version of it."""

    plan_id: UUID
    plan_version: int


@dataclass(frozen=True)
class CheckInContent:
    """A check-in as somebody sends it. `id` was made where it was written; `level` is empty for "I am not sure".

    `measured_at` is the patient's moment, `received_at` ours: now, unless told. `read` is what the sender says; without it,
    or where it never was, it is the plan in force.
    """

    id: UUID
    level: Level | None
    worried: bool
    note: str | None
    language: str
    readings: tuple[tuple[str, Decimal], ...]
    measured_at: datetime
    time_zone: str
    clock_offset_seconds: int = 0
    received_at: datetime | None = None
    read: WordsRead | None = None


def fingerprint(content: CheckInContent, author_id: UUID) -> str:
    """The same for the same words and numbers from the same person, whenever they arrive and whatever the plan; else another."""
    said = [
        str(author_id),
        content.level,
        content.worried,
        content.note or "",
        sorted((kind, str(value)) for kind, value in content.readings),
    ]
    return sha256(json.dumps(said, ensure_ascii=False).encode()).hexdigest()


def is_fresh(received_at: datetime, now: datetime) -> bool:
    """Whether what the plan says to do is still about now."""
    return now - received_at < FRESH


def always_open(hours: str | None) -> bool:
    """Whether somebody with these hours surely answers at night. They are a clinician's own words: unknown ones do not."""
    return (hours or "").strip(" .").casefold() in _ALWAYS


class Timing(StrEnum):
    """How a check-in stands to the rhythm that was agreed on. One that nothing was expected of has none of these."""

    IN_TIME = "in-time"
    LATE = "late"
    EXTRA = "extra"


def timings(dues: Sequence[Due], made: Iterable[tuple[UUID, datetime]]) -> dict[UUID, Timing]:
    """The timing of each check-in of some days: the first that answers an expected one takes it, what comes after is extra.

    `made` is whole days, so that the first of a day is known.
    """
    found: dict[UUID, Timing] = {}
    taken: set[Due] = set()
    for check_in_id, at in sorted(made, key=lambda each: (each[1], each[0])):
        met = belongs_to([due for due in dues if at.astimezone(ZoneInfo(due.time_zone)).date() == due.due_on], at)
        if met and met in taken:
            found[check_in_id] = Timing.EXTRA
        elif met:
            found[check_in_id] = Timing.LATE if met.late_at and at > met.late_at else Timing.IN_TIME
            taken.add(met)
    return found
