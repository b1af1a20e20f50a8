"""Who is looked at first: those waiting before those seen, the worst first, and of two alike the one who has waited longest.

"I am worried" outranks the zone, and what is unknown is never green. Of several that wait, neither the worst zone nor the worry
hides the other.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from enum import IntEnum


class Urgency(IntEnum):
    """How soon somebody should look: the lower, the sooner."""

    WORRIED_AND_RED = 0
    RED = 1
    WORRIED = 2
    YELLOW = 3
    UNANSWERED = 4
    UNSURE = 5
    GREEN = 6
    NOTHING = 7


@dataclass(frozen=True)
class CheckInFact:
    """What the order needs to know of a check-in."""

    zone: str | None
    worried: bool
    measured_at: datetime


@dataclass(frozen=True, order=True)
class Place:
    """Where a patient stands in the list. Places compare: the smaller comes first."""

    looked_at: bool
    urgency: Urgency
    since: datetime


_NEVER = datetime.max.replace(tzinfo=UTC)


def urgency(zone: str | None, worried: bool) -> Urgency:
    """How soon a check-in should be looked at."""
    if zone == "red":
        return Urgency.WORRIED_AND_RED if worried else Urgency.RED
    if worried:
        return Urgency.WORRIED
    return {"yellow": Urgency.YELLOW, "green": Urgency.GREEN}.get(zone or "", Urgency.UNSURE)


def together(worst: CheckInFact, worried_since: datetime | None) -> CheckInFact:
    """All that waits of one patient as one: the zone of the `worst` of it, the worry of any of it, since the first of the two."""
    if worried_since is None:
        return worst
    return CheckInFact(worst.zone, worried=True, measured_at=min(worst.measured_at, worried_since))


def place(unseen: CheckInFact | None, last: CheckInFact | None, unanswered_since: datetime | None) -> Place:
    """The place of a patient: by all that waits (`unseen`, or a missing check-in), else by the `last` check-in."""
    waiting = [] if unseen is None else [_place(unseen, looked_at=False)]
    if unanswered_since is not None:
        waiting.append(Place(False, Urgency.UNANSWERED, unanswered_since))
    if waiting:
        return min(waiting)
    return _place(last, looked_at=True) if last else Place(True, Urgency.NOTHING, _NEVER)


def _place(check_in: CheckInFact, *, looked_at: bool) -> Place:
    return Place(looked_at, urgency(check_in.zone, check_in.worried), check_in.measured_at)
