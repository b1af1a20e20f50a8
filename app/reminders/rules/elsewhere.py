"""The same hours by the clock of another place: a helper may be left in peace in one zone and help somebody in another."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from app.reminders.rules.quiet import Quiet


def quiet_by(quiet: Quiet | None, now: datetime, home: str, there: str) -> Quiet | None:
    """What a clock in `there` shows while it is `quiet` by the clock of `home`, as the two stand to each other now."""
    if quiet is None or home == there:
        return quiet
    apart = now.astimezone(ZoneInfo(there)).replace(tzinfo=None) - now.astimezone(ZoneInfo(home)).replace(tzinfo=None)
    return Quiet(_moved(quiet.start, apart), _moved(quiet.end, apart))


def _moved(at: str, by: timedelta) -> str:
    minutes = int(at[:2]) * 60 + int(at[3:]) + by // timedelta(minutes=1)
    return f"{minutes // 60 % 24:02d}:{minutes % 60:02d}"
