"""One patient's record as the clinic reads it: who it is, and the ways into it."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from flask import url_for

from app.access.record import Record
from app.clinicians.pages.words import born
from app.goals.queries import GoalLine
from app.localisation.text import gettext as _


@dataclass(frozen=True)
class Head:
    """Stands over every page of one patient. `tabs` are (label, address, whether it is this one)."""

    record_id: UUID
    name: str
    born: str
    tabs: tuple[tuple[str, str, bool], ...]


@dataclass(frozen=True)
class OwnGoal:
    """A goal in the patient's own words."""

    text: str
    language: str
    matters_most: bool


def head(record: Record, room: str) -> Head:
    """`room` is check-ins, plan or progress."""
    rooms = (
        ("check-ins", _("Check-ins"), "clinicians.record"),
        ("plan", _("Plan"), "clinicians.plan"),
        ("progress", _("Progress"), "clinicians.progress"),
    )
    tabs = tuple((label, url_for(endpoint, record_id=record.id), name == room) for name, label, endpoint in rooms)
    return Head(record.id, record.subject_name, born(record.birth_date), tabs)


def own_goals(goals: list[GoalLine]) -> tuple[OwnGoal, ...]:
    """The patient's goals that are still open, what matters most first."""
    return tuple(OwnGoal(each.text, each.language, each.matters_most) for each in goals if each.own and each.open)
