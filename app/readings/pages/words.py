"""What a chart says, as sentences."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from zoneinfo import ZoneInfo

from app.localisation.moments import short_day
from app.localisation.text import gettext as _
from app.localisation.text import ngettext
from app.readings.pages.labels import kind_label, unit_words
from app.readings.pages.numerals import number
from app.readings.pages.windows import Span
from app.readings.rules import Band, Point


def described(span: Span, within: Mapping[str, Sequence[Point]]) -> str:
    """The chart for somebody who does not see it: how many, lowest, highest, last."""
    said = [_described(span, kind, points) for kind, points in within.items()]
    if span.by_week:
        said.append(_("Each point is the middle value of one week."))
    return " ".join(said)


def short(span: Span) -> str:
    """What must be known to read the chart right; empty where it is what it looks like."""
    return _("Each point is the middle value of one week.") if span.by_week else ""


def usual(bands: Mapping[str, Band]) -> str:
    """What the soft band is; empty where there is none."""
    if not bands:
        return ""
    if len(bands) == 1:
        ((kind, band),) = bands.items()
        return _(
            "The soft band is your usual on green days: %(low)s to %(high)s %(unit)s.",
            low=number(band.low),
            high=number(band.high),
            unit=unit_words(kind),
        )
    upper, lower = bands.values()
    return _(
        "The soft bands are your usual on green days: upper %(high_from)s to %(high_to)s, lower %(low_from)s to %(low_to)s.",
        high_from=number(upper.low),
        high_to=number(upper.high),
        low_from=number(lower.low),
        low_to=number(lower.high),
    )


def _described(span: Span, kind: str, points: Sequence[Point]) -> str:
    values = [point.value for point in points]
    last_day = points[-1].at.astimezone(ZoneInfo(span.time_zone)).date()
    return ngettext(
        "%(what)s: one value since %(first)s, %(last)s %(unit)s on %(day)s.",
        "%(what)s: %(num)d values since %(first)s, the lowest %(low)s and the highest %(high)s, "
        "the last %(last)s %(unit)s on %(day)s.",
        len(points),
        what=kind_label(kind),
        first=short_day(span.first),
        low=number(min(values)),
        high=number(max(values)),
        last=number(values[-1]),
        unit=unit_words(kind),
        day=short_day(last_day),
    )
