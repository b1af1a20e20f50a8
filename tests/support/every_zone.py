"""A reminder followed over the years in one zone, against what its clock shows: the oracle knows the clock and no rule."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from importlib.resources import files
from importlib.resources.abc import Traversable
from zoneinfo import ZoneInfo, available_timezones

from app.measures.rules import Rhythm
from app.reminders.rules import Follow, firings

FIRST, LAST = date(2024, 1, 1), date(2036, 12, 31)
SLOTS = tuple(f"{hour:02d}:{minute:02d}" for hour in range(24) for minute in (0, 15, 30, 45))


def zones() -> list[str]:
    """Every name of the IANA database; a system may have a few of its own."""
    return sorted(name for name in available_timezones() if _data(name).is_file())


def different() -> list[str]:
    """One name for each that have the same clock: many are only other names."""
    seen: dict[bytes, str] = {}
    for name in zones():
        seen.setdefault(_data(name).read_bytes(), name)
    return sorted(seen.values())


def faults(zone: str, slots: tuple[str, ...], first: date = FIRST, last: date = LAST) -> list[str]:
    """What is wrong with a daily reminder at each of `slots`; nothing where every local day has exactly one firing of each.

    It fires at its wall time; where clocks leap over that, at the first minute after; where they show it twice, the first time.
    """
    rhythm = Rhythm("FREQ=DAILY", slots, None, first, None, zone)
    found = firings(Follow(rhythm, (), zone), first, last)
    days = [first + timedelta(days=number) for number in range((last - first).days + 1)]
    missing = Counter((day, at) for day in days if exists(day, zone) for at in slots)
    missing.subtract(each.key for each in found)
    wrong = [f"{zone}: {count:+d} at {day} {at}" for (day, at), count in missing.items() if count]
    return wrong + [f"{zone}: {each.key} fires at {each.fires_at}" for each in found if not right(each.key, each.fires_at, zone)]


def changes(zone: str) -> list[date]:
    """The days on which the clocks are moved, and those beside them: the rest of the year is one offset."""
    days = [FIRST + timedelta(days=number) for number in range((LAST - FIRST).days + 1)]
    offsets = [datetime(day.year, day.month, day.day, tzinfo=UTC).astimezone(ZoneInfo(zone)).utcoffset() for day in days]
    moved = {number for number in range(1, len(days)) if offsets[number] != offsets[number - 1]}
    near = sorted({beside for number in moved for beside in (number - 2, number - 1, number, number + 1)})
    return [days[number] for number in near if 0 <= number < len(days)]


def exists(day: date, zone: str) -> bool:
    """Whether any minute of the day is shown by the clocks there."""
    begins = datetime(day.year, day.month, day.day, tzinfo=UTC) - timedelta(hours=15)
    return any((begins + timedelta(hours=hour)).astimezone(ZoneInfo(zone)).date() == day for hour in range(44))


def right(key: tuple[date, str], fires_at: datetime, zone: str) -> bool:
    """By the clock alone: it shows the time wanted and did not before, or it has just leapt over it."""
    day, at = key
    wanted = datetime.fromisoformat(f"{day}T{at}")
    shown = _clock(fires_at, zone)
    if shown == wanted:
        return wanted not in _before(fires_at, zone)
    return _clock(fires_at - timedelta(minutes=1), zone) < wanted < shown


def _before(fires_at: datetime, zone: str) -> Iterator[datetime]:
    """What the clock showed in the hours before, at every quarter: clocks go back by quarters at the finest."""
    return (_clock(fires_at - timedelta(minutes=15 * back), zone) for back in range(1, 13))


def _data(name: str) -> Traversable:
    return files("tzdata.zoneinfo").joinpath(*name.split("/"))


def _clock(moment: datetime, zone: str) -> datetime:
    return moment.astimezone(ZoneInfo(zone)).replace(tzinfo=None)
