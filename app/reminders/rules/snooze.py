"""Being reminded later."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from app.measures.rules import moment_of

_EVENING, _MORNING = time(19), time(8)
_SOON = timedelta(minutes=10)
_HOUR = timedelta(hours=1)
MOST_ATTEMPTS = 60


class Snooze(StrEnum):
    TEN_MINUTES = "10-minutes"
    HOUR = "hour"
    TONIGHT = "tonight"
    TOMORROW = "tomorrow"


def later(choice: Snooze, now: datetime, zone: str) -> datetime:
    """The moment of a choice, by the clock where the person is: 19:00 for tonight, 08:00 for tomorrow.

    Tonight, said in the evening, is in an hour.
    """
    if choice is Snooze.TEN_MINUTES:
        return now + _SOON
    today = now.astimezone(ZoneInfo(zone)).date()
    if choice is Snooze.TOMORROW:
        return moment_of(today + timedelta(days=1), _MORNING, ZoneInfo(zone))
    evening = moment_of(today, _EVENING, ZoneInfo(zone))
    return evening if choice is Snooze.TONIGHT and evening > now else now + _HOUR


def choices(now: datetime, zone: str) -> tuple[Snooze, ...]:
    """What can be chosen now: no tonight when it is evening."""
    evening = moment_of(now.astimezone(ZoneInfo(zone)).date(), _EVENING, ZoneInfo(zone))
    return tuple(each for each in Snooze if each is not Snooze.TONIGHT or evening > now + _HOUR)
