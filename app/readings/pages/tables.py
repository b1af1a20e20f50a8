"""The numbers behind a chart."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from app.localisation.moments import hour, short_day
from app.localisation.text import gettext as _
from app.readings.pages.labels import kind_label, short_label, unit_words
from app.readings.pages.numerals import number
from app.readings.pages.windows import Span
from app.readings.rules import Point, Week
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


def table(span: Span, name: str, within: Mapping[str, Sequence[Point]], weeks: Mapping[str, Sequence[Week]]) -> Table:
    """Every value of the span, newest first; a year by its `weeks`."""
    return _by_week(name, weeks) if span.by_week else _by_moment(span, name, within)


def _by_moment(span: Span, name: str, within: Mapping[str, Sequence[Point]]) -> Table:
    moments: dict[datetime, dict[str, Decimal]] = defaultdict(dict)
    zones: dict[datetime, str | None] = {}
    for kind, points in within.items():
        for point in points:
            moments[point.at][kind], zones[point.at] = point.value, point.zone
    zone = ZoneInfo(span.time_zone)
    rows = [(at, at.astimezone(zone), values) for at, values in sorted(moments.items(), reverse=True)]
    # A month has hundreds of moments, and few days and zones: each of these is put into words once.
    days = {day: short_day(day) for day in {here.date() for _at, here, _values in rows}}
    labels = {level: zone_label(level) for level in set(zones.values())}
    return Table(
        caption=_("%(what)s, every value since %(day)s", what=kind_label(name), day=short_day(span.first)),
        head=(_("When"), *_heads(name, within)),
        words_head=(_("Zone"),),
        rows=tuple(
            TableRow(
                _("%(day)s at %(time)s", day=days[here.date()], time=hour(here.time())),
                tuple(number(values[kind]) if kind in values else "–" for kind in within),
                (labels[zones[at]],),
            )
            for at, here, values in rows
        ),
    )


def _by_week(name: str, weeks: Mapping[str, Sequence[Week]]) -> Table:
    mondays: dict[date, dict[str, Week]] = defaultdict(dict)
    for kind, found in weeks.items():
        for week in found:
            mondays[week.monday][kind] = week
    return Table(
        caption=_("%(what)s, the middle value of each week", what=kind_label(name)),
        head=(_("Week from"), *_heads(name, weeks)),
        words_head=(_("Lowest to highest"),),
        rows=tuple(
            TableRow(
                short_day(monday),
                tuple(number(by_kind[kind].median) if kind in by_kind else "–" for kind in weeks),
                (", ".join(_reach(week) for week in by_kind.values()),),
            )
            for monday, by_kind in sorted(mondays.items(), reverse=True)
        ),
    )


def _heads(name: str, kinds: Iterable[str]) -> tuple[str, ...]:
    return tuple(_("%(what)s, %(unit)s", what=short_label(kind) or _("Value"), unit=unit_words(name)) for kind in kinds)


def _reach(week: Week) -> str:
    return _("%(low)s to %(high)s", low=number(week.lowest), high=number(week.highest))
