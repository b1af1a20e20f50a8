"""What became of one firing. Due, late, done, skipped and missed are kept apart, and nobody is blamed for any of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

from app.measures.rules.occurrences import Due


class State(StrEnum):
    """`OPEN` is only ever stored: an answer that was taken back."""

    COMING = "coming"
    DUE = "due"
    LATE = "late"
    DONE = "done"
    SKIPPED = "skipped"
    MISSED = "missed"
    OPEN = "open"


ANSWERED = frozenset({State.DONE, State.SKIPPED})


@dataclass(frozen=True)
class Answer:
    """What somebody said of a firing: done, skipped, or open again."""

    state: State
    at: datetime


def state(due: Due, answer: Answer | None, now: datetime) -> State:
    """The state of `due` at the moment `now`."""
    if answer and answer.state in ANSWERED:
        return answer.state
    if now.astimezone(ZoneInfo(due.time_zone)).date() > due.due_on:
        return State.MISSED
    if now < due.due_at:
        return State.COMING
    return State.LATE if due.late_at and now > due.late_at else State.DUE
