"""The page where one chooses to keep a plan on the phone."""

from __future__ import annotations

from dataclasses import dataclass

from app.access.record import Record
from app.offline.rules import LEASE


@dataclass(frozen=True)
class Choice:
    """`name` is the patient's where one acts for them, else nothing."""

    name: str
    hours: int


def choice(record: Record) -> Choice:
    return Choice(record.subject_name if record.on_behalf else "", int(LEASE.total_seconds() // 3600))
