"""The patient's own pauses from what clinicians ask. They are kept for good, so that no day of theirs becomes missed later."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import TypeAlias

Span: TypeAlias = tuple[date, date]
LONGEST_PAUSE = timedelta(days=183)


def pauses_from(kept: Iterable[str] | None) -> tuple[Span, ...]:
    """Of "2026-11-25/2026-12-10": paused from the first, asked again on the last."""
    return tuple((date.fromisoformat(span[:10]), date.fromisoformat(span[11:])) for span in kept or ())


def pauses_kept(pauses: Iterable[Span]) -> list[str]:
    return [f"{first.isoformat()}/{again.isoformat()}" for first, again in pauses]


def paused_until(pauses: Iterable[Span], day: date) -> date | None:
    """When the patient is asked again, where they rest on `day`."""
    return max((again for first, again in pauses if first <= day < again), default=None)


def pause_from(pauses: Iterable[Span], day: date, again: date) -> tuple[Span, ...]:
    """The pauses with one from `day` until `again`; the one that runs is made longer or shorter. `again` = `day` ends it."""
    running = [span for span in pauses if span[0] <= day < span[1]]
    others = [span for span in pauses if span not in running]
    first = min((span[0] for span in running), default=day)
    return (*others, (first, again)) if first < again else tuple(others)
