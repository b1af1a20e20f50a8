"""Values over time: gaps that stay gaps, weeks in one number, and what is usual for this very person."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from itertools import pairwise
from zoneinfo import ZoneInfo

SHORTEST_GAP = timedelta(hours=36)
# A person's own normal is the middle eight tenths of the values of green days; fewer than these say nothing.
ENOUGH_GREEN = 8
TENTH = 10
FEW_STEPS = 3


@dataclass(frozen=True)
class Point:
    """One value at a moment, with the zone that was recognised then."""

    at: datetime
    value: Decimal
    zone: str | None = None
    worried: bool = False


@dataclass(frozen=True)
class Week:
    """The values of one week from `monday`, as one."""

    monday: date
    median: Decimal
    lowest: Decimal
    highest: Decimal
    count: int


@dataclass(frozen=True)
class Band:
    low: Decimal
    high: Decimal


def longest_gap(moments: Sequence[datetime]) -> timedelta:
    """How far apart two neighbours may lie and still be one line: two and a half times the person's own rhythm."""
    steps = sorted(later - earlier for earlier, later in pairwise(moments))
    return max(SHORTEST_GAP, steps[(len(steps) - 1) // 2] * 2.5) if steps else SHORTEST_GAP


def segments(points: Sequence[Point], longest: timedelta) -> list[list[Point]]:
    """`points`, in order of time, cut where nothing was measured for longer than `longest`."""
    found: list[list[Point]] = []
    for point in points:
        if found and point.at - found[-1][-1].at <= longest:
            found[-1].append(point)
        else:
            found.append([point])
    return found


def median(values: Sequence[Decimal], decimals: int) -> Decimal:
    """The middle one; between two, half-way, rounded to `decimals`."""
    ordered = sorted(values)
    middle = len(ordered) // 2
    if len(ordered) % 2:
        return ordered[middle]
    return ((ordered[middle - 1] + ordered[middle]) / 2).quantize(Decimal(1).scaleb(-decimals))


def weekly(points: Sequence[Point], decimals: int, time_zone: str) -> list[Week]:
    """One median a week with values, Monday to Sunday where the person is."""
    weeks: dict[date, list[Decimal]] = defaultdict(list)
    zone = ZoneInfo(time_zone)
    for point in points:
        day = point.at.astimezone(zone).date()
        weeks[day - timedelta(days=day.weekday())].append(point.value)
    return [Week(monday, median(v, decimals), min(v), max(v), len(v)) for monday, v in sorted(weeks.items())]


def own_normal(points: Sequence[Point]) -> Band | None:
    """Where eight of ten of the person's own green values lie; nothing where there are too few, or where they worried."""
    green = sorted(point.value for point in points if point.zone == "green" and not point.worried)
    if len(green) < ENOUGH_GREEN:
        return None
    outside = len(green) // TENTH
    return Band(green[outside], green[-1 - outside])


def ticks(low: Decimal, high: Decimal) -> list[Decimal]:
    """Three to five round numbers around `low` to `high`, for the lines of a chart."""
    span = max(high - low, max(abs(high), Decimal(1)) / 50)
    step = next(step for step in _round_steps(span) if span / step <= FEW_STEPS)
    first = (low / step).to_integral_value(ROUND_FLOOR)
    last = max((high / step).to_integral_value(ROUND_CEILING), first + 2)
    return [place * step for place in range(int(first), int(last) + 1)]


def _round_steps(span: Decimal) -> list[Decimal]:
    size = span.adjusted() - 1
    return [Decimal(digit).scaleb(size + more) for more in range(3) for digit in (1, 2, 5)]
