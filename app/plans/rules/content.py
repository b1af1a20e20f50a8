"""What a plan is, as one piece that somebody writes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.goals.rules import GoalContent
from app.measures.rules import MeasureContent
from app.zones.rules import ContactContent, ZoneContent


class PlanKind(StrEnum):
    TREATMENT = "treatment"
    SELF_CARE = "self_care"


class PlanStatus(StrEnum):
    """FHIR R4 request-status."""

    DRAFT = "draft"
    ACTIVE = "active"
    ON_HOLD = "on-hold"
    REVOKED = "revoked"
    COMPLETED = "completed"
    ENTERED_IN_ERROR = "entered-in-error"


@dataclass(frozen=True)
class ProblemContent:
    """A diagnosis or difficulty; `identifier` is its business id, by which goals and measures name it."""

    text: str
    identifier: str | None
    code_system: str | None = None
    code: str | None = None
    status: str = "active"
    language: str = "nb"
    received: str | None = None


@dataclass(frozen=True)
class PlanContent:
    """A plan with everything in it, as one writer hands it over."""

    kind: PlanKind
    title: str
    description: str | None = None
    status: PlanStatus = PlanStatus.ACTIVE
    starts_on: date | None = None
    review_on: date | None = None
    language: str = "nb"
    identifier: str | None = None
    received: str | None = None
    problems: tuple[ProblemContent, ...] = ()
    goals: tuple[GoalContent, ...] = ()
    measures: tuple[MeasureContent, ...] = ()
    zones: tuple[ZoneContent, ...] = ()
    contacts: tuple[ContactContent, ...] = ()
