"""The hours in which a person is left in peace. They hold for every notification, those asked for included."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
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
    end = time.fromisoformat(quiet.end)
    second = datetime.combine(local.date(), end, local.tzinfo).replace(fold=1).astimezone(UTC)
    # The clock may show the end of it twice that night; where it is over both times, it is quiet until tomorrow.
    tried = (moment_of(local.date(), end, ZoneInfo(zone)), second)
    tomorrow = moment_of(local.date() + timedelta(days=1), end, ZoneInfo(zone))
    return next((ends for ends in tried if ends > now), tomorrow)
