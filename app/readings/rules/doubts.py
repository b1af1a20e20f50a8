"""When to ask whether a value is right. Asking is all we do: a strange value may be the one that matters."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum

from app.readings.rules.kinds import KINDS

# A slip of a digit or a unit changes a value by more than this; a body between two check-ins rarely does.
LARGE_CHANGE = Decimal("0.7")


class Doubt(StrEnum):
    """Why we ask: not seen in a living adult, or far from the last one."""

    OUTSIDE = "outside"
    CHANGED = "changed"


@dataclass(frozen=True)
class Latest:
    """The last value of one kind, and when it was measured."""

    kind: str
    value: Decimal
    measured_at: datetime


def doubt(kind: str, value: Decimal, last: Decimal | None) -> Doubt | None:
    """Whether to ask if `value` is right, and why."""
    known = KINDS[kind]
    if not known.low <= value <= known.high:
        return Doubt.OUTSIDE
    if last and abs(value - last) > LARGE_CHANGE * abs(last):
        return Doubt.CHANGED
    return None
