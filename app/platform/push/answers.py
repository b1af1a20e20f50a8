"""What a push service's answer means (RFC 8030 § 5, 7 and 8.4, and what the services themselves document)."""

from __future__ import annotations

from datetime import UTC, timedelta
from email.utils import parsedate_to_datetime

from app.platform import clock
from app.platform.push.message import Outcome, Result

_LONGEST_WAIT = timedelta(hours=24)
_SOON = timedelta(minutes=1)
_GONE = (404, 410)
_LATER = (408, 425, 429)


def result_of(status: int, retry_after: str | None) -> Result:
    """What to do after an answer. A redirect is refused as anything else we did not ask for."""
    if 200 <= status < 300:
        return Result(Outcome.SENT, status=status)
    if status in _GONE:
        return Result(Outcome.GONE, status=status)
    if status in _LATER or status >= 500:
        return Result(Outcome.RETRY, wait(retry_after), status)
    return Result(Outcome.REFUSED, status=status)


def unanswered() -> Result:
    """The service was not reached, or said nothing in time."""
    return Result(Outcome.RETRY, _SOON)


def wait(retry_after: str | None) -> timedelta:
    """How long to wait: seconds or a date (RFC 9110 § 10.2.3), within a day; a minute where it says nothing readable."""
    text = (retry_after or "").strip()
    if text.isascii() and text.isdigit():
        asked = timedelta(seconds=min(int(text[:9]), 86_400))
    else:
        try:
            at = parsedate_to_datetime(text)
        except (ValueError, TypeError, OverflowError):
            return _SOON
        asked = (at if at.tzinfo else at.replace(tzinfo=UTC)) - clock.now()
    return min(max(asked, timedelta(seconds=1)), _LONGEST_WAIT)
