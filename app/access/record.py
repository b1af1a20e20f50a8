"""The proof that the door was opened. No query or action on a patient's data runs without one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from app.access.purposes import Ground, Purpose
from app.identity.actor import Actor


@dataclass(frozen=True)
class Record:
    """One patient's record, opened by `actor` for `purpose` on `ground`. Only the gate makes one.

    `allowed` is everything the actor may do with it; `until` is when a representation ends; `time_zone` is the patient's (IANA).
    """

    id: UUID
    actor: Actor
    purpose: Purpose
    ground: Ground
    allowed: frozenset[Purpose]
    subject_id: UUID
    given_name: str
    family_name: str
    birth_date: date | None
    time_zone: str
    until: datetime | None

    @property
    def subject_name(self) -> str:
        return f"{self.given_name} {self.family_name}"

    @property
    def on_behalf(self) -> bool:
        """Whether the actor acts as a representative of the patient."""
        return self.ground in (Ground.FULLMAKT, Ground.FORMER)

    def may(self, purpose: Purpose) -> bool:
        return purpose in self.allowed
