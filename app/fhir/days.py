"""FHIR's dates and times of day as ours. A date there may be a year, a month or a moment; here it is the patient's day."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import MINYEAR, UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from app.platform.elements import Element

OSLO = "Europe/Oslo"
FIRST_MOMENT, LAST_MOMENT = datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC)
_DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")
_TIME = re.compile(r"([01]\d|2[0-3]):([0-5]\d)(?::[0-5]\d(?:\.\d+)?)?")
_NO_DATE = "This must be a date, as in 2026-03-24."


def first_day(element: Element, time_zone: str = OSLO) -> date | None:
    """The first day of a date, a month or a year."""
    return _day(element, time_zone, last=False)


def last_day(element: Element, time_zone: str = OSLO) -> date | None:
    return _day(element, time_zone, last=True)


def wall_time(element: Element) -> str | None:
    """ "HH:MM" of a FHIR time."""
    found = element.text()
    if found is None:
        return None
    parts = _TIME.fullmatch(found)
    if not parts:
        raise element.invalid("This must be a time of day, as in 08:00:00.")
    return f"{parts[1]}:{parts[2]}"


def fhir_time(time: str | None) -> str | None:
    return f"{time}:00" if time else None


def fhir_date(day: date | None) -> str | None:
    return day.isoformat() if day else None


def moments_of(text: str) -> tuple[datetime, datetime]:
    """The moments a FHIR date or dateTime covers, in UTC; a day is one on the Norwegian clock. What lies beyond the first or
    the last moment there is counts as that: an open end is often written so. Errors: `ValueError`."""
    if "T" in text:
        moment = datetime.fromisoformat(text)
        if moment.tzinfo is None:
            moment = moment.replace(tzinfo=ZoneInfo(OSLO))
        step = timedelta(minutes=1) if len(text.partition("T")[2]) <= 5 else timedelta(seconds=1)
        began = _in_utc(moment)
        return began, began + min(timedelta(milliseconds=1) if "." in text else step, LAST_MOMENT - began)
    first, final = _of_parts(text, last=False), _of_parts(text, last=True)
    return _midnight(first), LAST_MOMENT if final == date.max else _midnight(final + timedelta(days=1))


def _day(element: Element, time_zone: str, *, last: bool) -> date | None:
    found = element.text()
    if found is None:
        return None
    try:
        if "T" in found:
            return _moment(found).astimezone(ZoneInfo(time_zone)).date()
        return _of_parts(found, last=last)
    except (ValueError, OverflowError):
        raise element.invalid(_NO_DATE) from None


def _moment(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError("A moment needs a time zone.")
    return moment


def _of_parts(text: str, *, last: bool) -> date:
    parts = _DATE.fullmatch(text)
    if not parts:
        raise ValueError(text)
    year, month = int(parts[1]), int(parts[2] or (12 if last else 1))
    return date(year, month, int(parts[3] or (monthrange(year, month)[1] if last else 1)))


def _midnight(day: date) -> datetime:
    return _in_utc(datetime(day.year, day.month, day.day, tzinfo=ZoneInfo(OSLO)))


def _in_utc(moment: datetime) -> datetime:
    try:
        return moment.astimezone(UTC)
    except OverflowError:
        return FIRST_MOMENT if moment.year == MINYEAR else LAST_MOMENT - timedelta(seconds=1)
