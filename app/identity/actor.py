"""The one who acts."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

UNKNOWN_ROLE = "XX"  # Volven 9060: not known
# Who writes on the patient's side, in the place of a role: no code of health personnel looks like it.
PATIENT, RELATIVE = "patient", "relative"
PATIENTS_SIDE = (PATIENT, RELATIVE)


class NotSignedIn(Exception):
    """Nobody is signed in, or the session has ended."""


@dataclass(frozen=True)
class Practice:
    """An actor's work as health personnel. `role` is a code of Volven 9060 (LE doctor, SP nurse)."""

    clinician_id: UUID
    hpr_number: str
    role: str
    organisation_number: str
    organisation_name: str


@dataclass(frozen=True)
class Actor:
    """A signed-in person; with `practice` when they act as health personnel, never both at once."""

    person_id: UUID
    name: str
    session_id: UUID | None
    opened_own: bool
    practice: Practice | None
    language: str | None = None
    time_zone: str = "Europe/Oslo"
