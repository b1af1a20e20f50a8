"""How it has developed: for each kind of value a number, a chart, and the table behind it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from app.localisation.moments import day
from app.localisation.text import gettext as _
from app.readings.pages.chart import Chart, chart, in_weeks
from app.readings.pages.labels import kind_label, short_label, unit_words
from app.readings.pages.numerals import number
from app.readings.pages.strip import Strip, strip
from app.readings.pages.tables import Table, table
from app.readings.pages.windows import SPANS, Span, span_label
from app.readings.pages.words import described, short, usual
from app.readings.rules import KINDS, Band, Latest, Point, Week, in_groups, own_normal, weekly


@dataclass(frozen=True)
class Developed:
    """One kind of value, or the two of a blood pressure. No chart where the span has no values of it."""

    id: str
    label: str
    value: str
    unit: str
    when: str
    description: str
    chart: Chart | None
    legend: tuple[str, ...]
    short: str
    usual: str
    table: Table | None


@dataclass(frozen=True)
class Development:
    """The whole page. `tabs` are (label, days, is current)."""

    tabs: tuple[tuple[str, int, bool], ...]
    zones: Strip | None
    kinds: tuple[Developed, ...]
    has_usual: bool


def development(
    span: Span, lasts: Mapping[str, Latest], points: Mapping[str, Sequence[Point]], days: Mapping[date, str]
) -> Development:
    """`lasts` are the last values ever; `points`, oldest first, and `days` reach at least over `span`."""
    zones = strip(span, days)
    developed = tuple(_developed(span, name, kinds, lasts, points, zones) for name, kinds in in_groups(lasts))
    return Development(
        tabs=tuple((span_label(each), each, each == span.days) for each in SPANS),
        zones=zones if zones.blocks else None,
        kinds=developed,
        has_usual=any(each.usual for each in developed),
    )


def _developed(
    span: Span,
    name: str,
    kinds: tuple[str, ...],
    lasts: Mapping[str, Latest],
    points: Mapping[str, Sequence[Point]],
    zones: Strip,
) -> Developed:
    within = {kind: _since(span, points.get(kind, ())) for kind in kinds if kind in lasts}
    within = {kind: found for kind, found in within.items() if found}
    weeks = {kind: weekly(found, KINDS[kind].decimals, span.time_zone) for kind, found in within.items() if span.by_week}
    bands = {kind: band for kind in within if (band := own_normal(points[kind]))}
    newest = max((lasts[kind] for kind in kinds if kind in lasts), key=lambda last: last.measured_at)
    return Developed(
        id=name,
        label=kind_label(name),
        value="/".join(number(lasts[kind].value) if kind in lasts else "–" for kind in kinds),
        unit=unit_words(name),
        when=day(newest.measured_at.astimezone(ZoneInfo(span.time_zone)).date(), span.time_zone),
        description=described(span, within) if within else _("Nothing was measured in these days."),
        chart=_chart(span, within, weeks, bands, zones) if within else None,
        legend=tuple(short_label(kind) for kind in within) if len(kinds) > 1 else (),
        short=short(span),
        usual=usual(bands),
        table=table(span, name, within, weeks) if within else None,
    )


def _since(span: Span, points: Sequence[Point]) -> Sequence[Point]:
    return points[bisect_left(points, span.starts_at, key=lambda point: point.at) :]


def _chart(
    span: Span,
    within: Mapping[str, Sequence[Point]],
    weeks: Mapping[str, list[Week]],
    bands: Mapping[str, Band],
    zones: Strip,
) -> Chart:
    lines = {kind: in_weeks(found, span.time_zone) for kind, found in weeks.items()} if span.by_week else within
    return chart(span, lines, list(bands.values()), zones.blocks)
