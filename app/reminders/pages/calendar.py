"""A private calendar as calendar programs read it (RFC 5545, RFC 7986)."""

from __future__ import annotations

from datetime import timedelta
from zoneinfo import ZoneInfo

from icalendar import Calendar as Written
from icalendar import Event

from app.platform import clock
from app.reminders.queries.feeds import Calendar, Entry

NAME = "Egenplan"
_LASTS = timedelta(minutes=10)
_READ_AGAIN = timedelta(hours=6)


def as_calendar(calendar: Calendar) -> bytes:
    """Every entry says the same, whatever it is for; who else looks at the calendar learns the hour and nothing more."""
    written = Written()
    for name, value in (("prodid", "-//Egenplan//NO"), ("version", "2.0"), ("calscale", "GREGORIAN"), ("method", "PUBLISH")):
        written.add(name, value)
    written.add("x-wr-calname", NAME)
    written.add("refresh-interval", _READ_AGAIN, parameters={"VALUE": "DURATION"})
    for entry in calendar.entries:
        written.add_component(_event(entry))
    written.add_missing_timezones()
    return bytes(written.to_ical())


def _event(entry: Entry) -> Event:
    event = Event()
    event.add("uid", f"{entry.name}@egenplan")
    event.add("dtstamp", clock.now())
    event.add("dtstart", entry.starts_at.astimezone(ZoneInfo(entry.zone)))
    event.add("duration", _LASTS)
    event.add("summary", NAME)
    event.add("class", "PRIVATE")
    event.add("transp", "TRANSPARENT")
    return event
