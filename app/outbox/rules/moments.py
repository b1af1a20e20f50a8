"""When something was written, if the phone's clock is wrong.

A phone tells its own time as it sends, and what it takes ours to be: it has just heard it. How far they are apart is how far
everything it wrote is, as long as nobody set the clock in between, which nobody can know: unless what comes out is before there
was anything to write in. That is the beginning of a phone's own time, and counts from when it came.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

# The way from the phone to us takes time; less than this is no fault of the clock.
SLACK = timedelta(minutes=2)
BEGINNING = datetime(2020, 1, 1, tzinfo=UTC)
MOST_OFFSET = 2**31 - 1  # what the column holds: 68 years


@dataclass(frozen=True)
class Told:
    """`at` is the moment by our clock; `at` less `offset_seconds` is what the phone showed, as far as 68 years go."""

    at: datetime
    offset_seconds: int


def right_moment(measured_at: datetime, phone_now: datetime, heard: datetime | None, now: datetime) -> Told:
    """The moment something happened that the phone says happened at `measured_at`. It is never after `now`.

    `heard` is ours as the phone reckoned it when it was `phone_now` there: what is long on its way is not late by that.
    """
    ours = heard if heard and heard <= now + SLACK else now
    offset = ours - phone_now
    try:
        at = measured_at + offset if abs(offset) > SLACK else measured_at
    except OverflowError:
        at = now
    at = min(at, now) if at >= BEGINNING else now
    # Whole seconds, and rounded so that the phone's own showing can be counted back exactly.
    seconds = round((at - measured_at).total_seconds())
    if measured_at + timedelta(seconds=seconds) > now:
        seconds -= 1
    at = measured_at + timedelta(seconds=seconds)
    return Told(at, max(-MOST_OFFSET, min(seconds, MOST_OFFSET)))
