"""What a measure is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.measures.rules.own_pauses import Span
from app.measures.rules.spoken import Spoken

CHECK_IN = "check-in"
# The kinds of self-treatment the national list knows (SNOMED CT).
CATEGORIES = ("229064008", "182832007", "384760004", "122869004", "390808007", "313204009")


class MeasureStatus(StrEnum):
    """FHIR R4 request-status, as far as it is used."""

    DRAFT = "draft"
    ACTIVE = "active"
    ON_HOLD = "on-hold"
    REVOKED = "revoked"
    COMPLETED = "completed"
    ENTERED_IN_ERROR = "entered-in-error"


class Party(StrEnum):
    """Who wrote a measure, or who is to do it."""

    PATIENT = "patient"
    CLINICIAN = "clinician"


@dataclass(frozen=True)
class Rhythm:
    """When a measure is due, in local wall time. No `rrule` means when needed; no `times` means once, any time that day.

    `rrule` is RFC 5545 without DTSTART, COUNT, UNTIL, BYHOUR; `times` and `latest_by` are "HH:MM"; `time_zone` is IANA.
    Nothing is due from `paused_on` until `resumed_on`, nor while the patient rests from it (`own_pauses`), and nothing ever by
    what is only `spoken`; `rrule` is then empty.
    """

    rrule: str | None
    times: tuple[str, ...]
    latest_by: str | None
    starts_on: date
    until_on: date | None
    time_zone: str
    paused_on: date | None = None
    resumed_on: date | None = None
    spoken: Spoken | None = None
    own_pauses: tuple[Span, ...] = ()


@dataclass(frozen=True)
class MeasureContent:
    """A measure as somebody writes it. `problems` are business identifiers of the problems it is for."""

    title: str
    description: str | None
    rhythm: Rhythm
    origin: Party
    performer: Party
    performer_name: str | None = None
    asks_for: str | None = None
    category_code: str | None = None
    category_text: str | None = None
    language: str = "nb"
    status: MeasureStatus = MeasureStatus.ACTIVE
    problems: tuple[str, ...] = ()
    identifier: str | None = None
    received: str | None = None
