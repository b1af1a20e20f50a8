"""What time it is. Everything that asks, asks here."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo


def now() -> datetime:
    """This moment, in UTC."""
    return datetime.now(UTC)


def today(time_zone: str) -> date:
    """The date where the person is; `time_zone` is an IANA name."""
    return now().astimezone(ZoneInfo(time_zone)).date()
