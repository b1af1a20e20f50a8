"""What a goal is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class GoalStatus(StrEnum):
    """FHIR R4 goal-status."""

    PROPOSED = "proposed"
    PLANNED = "planned"
    ACCEPTED = "accepted"
    ACTIVE = "active"
    ON_HOLD = "on-hold"
    COMPLETED = "completed"
    CANCELLED = "cancelled"
    ENTERED_IN_ERROR = "entered-in-error"
    REJECTED = "rejected"


class ExpressedBy(StrEnum):
    PATIENT = "patient"
    CLINICIAN = "clinician"


@dataclass(frozen=True)
class GoalContent:
    """A goal as somebody writes it. `problems` are business identifiers of the problems it is for."""

    text: str
    expressed_by: ExpressedBy
    language: str = "nb"
    status: GoalStatus = GoalStatus.ACTIVE
    matters_most: bool = False
    target_on: date | None = None
    problems: tuple[str, ...] = ()
    identifier: str | None = None
    received: str | None = None


OPEN = frozenset({GoalStatus.PROPOSED, GoalStatus.PLANNED, GoalStatus.ACCEPTED, GoalStatus.ACTIVE, GoalStatus.ON_HOLD})
LET_GO = frozenset({GoalStatus.CANCELLED, GoalStatus.REJECTED})
ACHIEVED = "achieved"


def is_own(expressed_by: str) -> bool:
    """Whether a goal is the patient's to change; the clinicians' may only be commented on."""
    return expressed_by == ExpressedBy.PATIENT
