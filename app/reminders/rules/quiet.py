"""The hours in which a person is left in peace. They hold for every notification, those asked for included."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from app.measures.rules import moment_of


@dataclass(frozen=True)
class Quiet:
    """From "HH:MM" until "HH:MM" by the local clock, over midnight too; the same twice is never."""

    start: str
    end: str

    def holds(self, at: str) -> bool:
        """Whether a time of day lies within."""
        if self.start <= self.end:
            return self.start <= at < self.end
        return at >= self.start or at < self.end


def quiet_until(quiet: Quiet | None, now: datetime, zone: str) -> datetime | None:
    """When the quiet that holds at `now` is over; nothing where none holds."""
    local = now.astimezone(ZoneInfo(zone))
    if quiet is None or not quiet.holds(f"{local:%H:%M}"):
        return None
    ends = moment_of(local.date(), time.fromisoformat(quiet.end), ZoneInfo(zone))
    if ends <= now:
        ends = moment_of(local.date() + timedelta(days=1), time.fromisoformat(quiet.end), ZoneInfo(zone))
    return ends
