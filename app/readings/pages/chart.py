"""Where everything stands in a chart. Across in per cent, down in pixels: it fills any width and its letters keep their size."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from decimal import Decimal
from itertools import pairwise
from zoneinfo import ZoneInfo

from app.readings.pages.numerals import number
from app.readings.pages.strip import Block
from app.readings.pages.windows import Span, edge_words
from app.readings.rules import Band, Point, Week, longest_gap, segments, ticks

TOP, BOTTOM = 12, 148
# From one weekly median to the next is a week; a week without values is a gap.
NEXT_WEEK = timedelta(days=9)
FEW = 40


@dataclass(frozen=True)
class Stroke:
    x1: str
    y1: str
    x2: str
    y2: str


@dataclass(frozen=True)
class Dot:
    x: str
    y: str
    last: bool


@dataclass(frozen=True)
class Line:
    """One kind of value. The second of two is dashed with square dots, so that they are told apart without colour."""

    kind: str
    second: bool
    strokes: tuple[Stroke, ...]
    dots: tuple[Dot, ...]


@dataclass(frozen=True)
class Tick:
    y: str
    words: str


@dataclass(frozen=True)
class Soft:
    """The band of what is usual."""

    y: str
    height: str


@dataclass(frozen=True)
class Chart:
    lines: tuple[Line, ...]
    bands: tuple[Soft, ...]
    ticks: tuple[Tick, ...]
    blocks: tuple[Block, ...]
    first: str
    last: str


def chart(span: Span, lines: Mapping[str, Sequence[Point]], bands: Sequence[Band], blocks: tuple[Block, ...]) -> Chart:
    """`lines` by kind, in order of time; `bands` behind them; the zones as `blocks` along the bottom."""
    scale = Scale.over(span, [point.value for points in lines.values() for point in points], bands)
    first, last = edge_words(span)
    return Chart(
        lines=tuple(_line(scale, kind, points, place > 0) for place, (kind, points) in enumerate(lines.items())),
        bands=tuple(Soft(scale.y(band.high), _px(scale.down(band.low) - scale.down(band.high))) for band in bands),
        ticks=tuple(Tick(scale.y(tick), number(tick)) for tick in scale.ticks),
        blocks=blocks,
        first=first,
        last=last,
    )


def in_weeks(weeks: Sequence[Week], time_zone: str) -> list[Point]:
    """The medians of weeks as points in the middle of each."""
    noon = time(12)
    return [Point(datetime.combine(w.monday + timedelta(days=3), noon, ZoneInfo(time_zone)), w.median) for w in weeks]


@dataclass(frozen=True)
class Scale:
    """From moments and values to places in the chart."""

    span: Span
    ticks: tuple[Decimal, ...]

    @classmethod
    def over(cls, span: Span, values: Sequence[Decimal], bands: Sequence[Band]) -> Scale:
        ends = [*values, *(band.low for band in bands), *(band.high for band in bands)]
        return cls(span, tuple(ticks(min(ends), max(ends))))

    def x(self, at: datetime) -> str:
        whole = (self.span.ends_at - self.span.starts_at).total_seconds()
        return f"{100 * (at - self.span.starts_at).total_seconds() / whole:.2f}%"

    def down(self, value: Decimal) -> float:
        low, high = self.ticks[0], self.ticks[-1]
        return BOTTOM - float((value - low) / (high - low)) * (BOTTOM - TOP)

    def y(self, value: Decimal) -> str:
        return _px(self.down(value))


def _line(scale: Scale, kind: str, points: Sequence[Point], second: bool) -> Line:
    gap = NEXT_WEEK if scale.span.by_week else longest_gap([point.at for point in points])
    parts = segments(points, gap)
    strokes = (
        Stroke(scale.x(a.at), scale.y(a.value), scale.x(b.at), scale.y(b.value)) for part in parts for a, b in pairwise(part)
    )
    alone = {part[0].at for part in parts if len(part) == 1}
    every = not scale.span.by_week and len(points) <= FEW
    shown = [point for point in points if every or point.at in alone or point is points[-1]]
    return Line(kind, second, tuple(strokes), tuple(Dot(scale.x(p.at), scale.y(p.value), p is points[-1]) for p in shown))


def _px(value: float) -> str:
    return f"{value:.1f}"
