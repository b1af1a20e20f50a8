"""How long a notice may wait at a push service for a phone that is off."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from app.measures.rules import moment_of
from app.reminders.rules.quiet import Quiet

LONGEST = timedelta(hours=6)
# A phone in a pocket is reached within minutes; with nothing at all, a service throws away what it cannot hand over at once.
SHORTEST = timedelta(minutes=5)


def may_wait(now: datetime, quiet: Quiet | None, zone: str, day_ends: datetime | None = None) -> timedelta:
    """Until its person is to be left in peace, by the clock of `zone`, or until its day is over; never longer than six hours."""
    ends = [now + LONGEST, *([day_ends] if day_ends else []), *([_begins(quiet, now, zone)] if quiet else [])]
    return max(min(ends) - now, SHORTEST)


def end_of_day(now: datetime, zone: str) -> datetime:
    there = ZoneInfo(zone)
    return moment_of(now.astimezone(there).date() + timedelta(days=1), time(), there)


def _begins(quiet: Quiet, now: datetime, zone: str) -> datetime:
    there = ZoneInfo(zone)
    if quiet.start == quiet.end:  # never
        return now + LONGEST
    today, start = now.astimezone(there).date(), time.fromisoformat(quiet.start)
    begins = moment_of(today, start, there)
    return begins if begins > now else moment_of(today + timedelta(days=1), start, there)
