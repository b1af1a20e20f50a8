"""What time it is. Everything that asks, asks here."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from flask import has_request_context

_told: ContextVar[datetime | None] = ContextVar("told", default=None)


def now() -> datetime:
    """This moment, in UTC."""
    return _told.get() or datetime.now(UTC)


def today(time_zone: str) -> date:
    """The date where the person is; `time_zone` is an IANA name."""
    return now().astimezone(ZoneInfo(time_zone)).date()


@contextmanager
def at(moment: datetime) -> Iterator[None]:
    """For the block, and for this thread of work alone, it is `moment`. Only for loading the demo's story.

    Errors: `RuntimeError` while a request is answered, since what is written then must bear its own time.
    """
    if has_request_context() or moment.tzinfo is None:
        raise RuntimeError("Only the demo's story is told at another time, and in a time zone.")
    token = _told.set(moment.astimezone(UTC))
    try:
        yield
    finally:
        _told.reset(token)
