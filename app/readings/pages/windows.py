"""The spans of time that one may look at."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cached_property
from zoneinfo import ZoneInfo

from app.localisation.moments import full_day, short_day
from app.localisation.text import gettext as _
from app.platform import clock

SPANS = (7, 30, 365)
USUAL = 30
YEAR = 365
NORMAL_FROM_DAYS = 90


@dataclass(frozen=True)
class Span:
    """`days` days up to and with today, where the patient is. A year is shown by weeks: its slots are then Mondays."""

    days: int
    first: date
    last: date
    time_zone: str

    @property
    def by_week(self) -> bool:
        return self.days == YEAR

    @property
    def slots(self) -> list[date]:
        step = 7 if self.by_week else 1
        return [self.first + timedelta(days=place) for place in range(0, (self.last - self.first).days + 1, step)]

    @cached_property
    def starts_at(self) -> datetime:
        return datetime.combine(self.first, time(), ZoneInfo(self.time_zone))

    @property
    def ends_at(self) -> datetime:
        return datetime.combine(self.last + timedelta(days=1), time(), ZoneInfo(self.time_zone))

    @property
    def read_from(self) -> datetime:
        """As far back as one must read to know also what is usual."""
        return min(self.starts_at, self.ends_at - timedelta(days=NORMAL_FROM_DAYS))


def span_of(asked: str | None, time_zone: str) -> Span:
    """The span somebody asked for in the address; 30 days where that is none of ours."""
    days = next((days for days in SPANS if str(days) == asked), USUAL)
    last = clock.today(time_zone)
    first = last - timedelta(days=days - 1)
    return Span(days, first - timedelta(days=first.weekday()) if days == YEAR else first, last, time_zone)


def span_label(days: int) -> str:
    return {7: _("7 days"), 30: _("30 days"), YEAR: _("A year")}[days]


def edge_words(span: Span) -> tuple[str, str]:
    """The two ends of the chart's time, in words."""
    return short_day(span.first) if span.first.year == span.last.year else full_day(span.first), _("Today")
