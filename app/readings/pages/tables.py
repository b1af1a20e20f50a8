"""The numbers behind a chart."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from app.localisation.moments import hour, short_day
from app.localisation.numbers import number
from app.localisation.text import gettext as _
from app.readings.pages.labels import kind_label, short_label, unit_words
from app.readings.pages.windows import Span
from app.readings.rules import KINDS, Point, Week, weekly
from app.zones.pages import zone_label


@dataclass(frozen=True)
class TableRow:
    """`when` heads the row; `numbers` are aligned as numbers, `words` as words."""

    when: str
    numbers: tuple[str, ...]
    words: tuple[str, ...]


@dataclass(frozen=True)
class Table:
    caption: str
    head: tuple[str, ...]
    words_head: tuple[str, ...]
    rows: tuple[TableRow, ...]


def table(span: Span, name: str, within: Mapping[str, Sequence[Point]]) -> Table:
    """Every value of the span, newest first; a year by weeks."""
    return _by_week(span, name, within) if span.by_week else _by_moment(span, name, within)


def _by_moment(span: Span, name: str, within: Mapping[str, Sequence[Point]]) -> Table:
    moments: dict[datetime, dict[str, Decimal]] = defaultdict(dict)
    zones: dict[datetime, str | None] = {}
    for kind, points in within.items():
        for point in points:
            moments[point.at][kind], zones[point.at] = point.value, point.zone
    return Table(
        caption=_("%(what)s, every value since %(day)s", what=kind_label(name), day=short_day(span.first)),
        head=(_("When"), *_heads(name, within)),
        words_head=(_("Zone"),),
        rows=tuple(
            TableRow(
                _moment(at, span),
                tuple(number(values[kind]) if kind in values else "–" for kind in within),
                (zone_label(zones[at]),),
            )
            for at, values in sorted(moments.items(), reverse=True)
        ),
    )


def _by_week(span: Span, name: str, within: Mapping[str, Sequence[Point]]) -> Table:
    weeks: dict[date, dict[str, Week]] = defaultdict(dict)
    for kind, points in within.items():
        for week in weekly(points, KINDS[kind].decimals, span.time_zone):
            weeks[week.monday][kind] = week
    return Table(
        caption=_("%(what)s, the middle value of each week", what=kind_label(name)),
        head=(_("Week from"), *_heads(name, within)),
        words_head=(_("Lowest to highest"),),
        rows=tuple(
            TableRow(
                short_day(monday),
                tuple(number(found[kind].median) if kind in found else "–" for kind in within),
                (", ".join(_reach(week) for week in found.values()),),
            )
            for monday, found in sorted(weeks.items(), reverse=True)
        ),
    )


def _heads(name: str, within: Mapping[str, Sequence[Point]]) -> tuple[str, ...]:
    return tuple(_("%(what)s, %(unit)s", what=short_label(kind) or _("Value"), unit=unit_words(name)) for kind in within)


def _reach(week: Week) -> str:
    return _("%(low)s to %(high)s", low=number(week.lowest), high=number(week.highest))


def _moment(at: datetime, span: Span) -> str:
    local = at.astimezone(ZoneInfo(span.time_zone))
    return _("%(day)s at %(time)s", day=short_day(local.date()), time=hour(local.time()))
