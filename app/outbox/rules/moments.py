"""When something was written, if the phone's clock is wrong.

A phone tells its own time as it sends, and what it takes ours to be: it has just heard it. How far they are apart is how far
everything it wrote is, as long as nobody set the clock in between, which nobody can know.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

# The way from the phone to us takes time; less than this is no fault of the clock.
SLACK = timedelta(minutes=2)


@dataclass(frozen=True)
class Told:
    """`at` is the moment by our clock; `at` less `offset_seconds` is what the phone showed."""

    at: datetime
    offset_seconds: int


def right_moment(measured_at: datetime, phone_now: datetime, heard: datetime | None, now: datetime) -> Told:
    """The moment something happened that the phone says happened at `measured_at`. It is never after `now`.

    `heard` is ours as the phone reckoned it when it was `phone_now` there: what is long on its way is not late by that.
    """
    ours = heard if heard and heard <= now + SLACK else now
    offset = ours - phone_now
    at = measured_at + offset if abs(offset) > SLACK else measured_at
    # Whole seconds, and rounded so that the phone's own showing can be counted back exactly.
    at = min(at, now)
    seconds = round((at - measured_at).total_seconds())
    return Told(measured_at + timedelta(seconds=seconds), seconds)
