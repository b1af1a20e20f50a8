"""A rhythm that can be said but not computed: "3 times a week", "before breakfast", "every 8 hours", "10 times in all".

Nothing is due by it, since any time we chose would be a guess. It is kept as numbers and codes, so that each reader has it
in their own language.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

UNITS = ("s", "min", "h", "d", "wk", "mo", "a")
# FHIR R4 event-timing.
_AROUND = tuple(f"{part}{at}" for part in ("MORN", "AFT", "EVE") for at in ("", ".early", ".late"))
PARTS_OF_DAY = (*_AROUND[:3], "NOON", *_AROUND[3:], "NIGHT")
MEALS = ("AC", "ACM", "ACD", "ACV", "PC", "PCM", "PCD", "PCV", "C", "CM", "CD", "CV")
# Its name says after sleep, its definition after falling asleep: which of them was meant, we cannot know.
AMBIGUOUS = "PHS"
MOMENTS = (*PARTS_OF_DAY, "HS", "WAKE", *MEALS, AMBIGUOUS)
_WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_LISTS = ("days", "times", "when", "events")
_WHOLE = ("frequency", "frequency_max", "offset", "count", "count_max")
_CODES = {"unit": UNITS, "duration_unit": UNITS, "lasts_unit": UNITS, "days": _WEEKDAYS, "when": MOMENTS}
_AMOUNTS = ("period", "period_max", "duration", "duration_max", "lasts", "lasts_max")
_PATTERNS = {
    **dict.fromkeys(_AMOUNTS, r"\d{1,7}(\.\d{1,6})?"),
    "times": r"([01]\d|2[0-3]):[0-5]\d",
    "events": r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01])(T[0-9:.]{5,15}(Z|[+-]\d\d:\d\d))?)?)?",
    "text": r"[^\x00-\x08]{1,300}",
}


@dataclass(frozen=True)
class Spoken:
    """`frequency` to `frequency_max` times in `period` to `period_max` of `unit`, only on `days` (MO to SU), at `times` ("HH:MM")
    or `when` (moments of the day), `offset` minutes from them; `count` in all; each for `duration`; in a stretch of `lasts`;
    on `events` (dates and moments as in ISO 8601). Decimals are text.

    `needed`: only when needed. `text` are the writer's own words. `more`: there is more in it than we can say.
    """

    frequency: int | None = None
    frequency_max: int | None = None
    period: str | None = None
    period_max: str | None = None
    unit: str | None = None
    days: tuple[str, ...] = ()
    times: tuple[str, ...] = ()
    when: tuple[str, ...] = ()
    offset: int | None = None
    count: int | None = None
    count_max: int | None = None
    duration: str | None = None
    duration_max: str | None = None
    duration_unit: str | None = None
    lasts: str | None = None
    lasts_max: str | None = None
    lasts_unit: str | None = None
    events: tuple[str, ...] = ()
    text: str | None = None
    needed: bool = False
    more: bool = False

    def kept(self) -> dict[str, Any]:
        """As a column holds it: what says nothing is left out."""
        values = ((each.name, getattr(self, each.name)) for each in fields(self))
        return {name: list(value) if isinstance(value, tuple) else value for name, value in values if value}


def spoken_from(kept: Mapping[str, Any] | None) -> Spoken | None:
    """What `kept` holds."""
    if kept is None:
        return None
    values: dict[str, Any] = {name: tuple(value) if isinstance(value, list) else value for name, value in kept.items()}
    return Spoken(**values)


def read_spoken(text: str) -> Spoken | None:
    """What JSON that went through a browser says, or nothing where it is none of ours."""
    try:
        kept = json.loads(text)
        return spoken_from(kept) if isinstance(kept, dict) and all(_is_ours(*each) for each in kept.items()) else None
    except (ValueError, RecursionError):
        return None


def _is_ours(name: str, value: object) -> bool:
    if name in _CODES:
        codes = value if isinstance(value, list) else [value]
        return isinstance(value, list) == (name in _LISTS) and all(each in _CODES[name] for each in codes)
    if name in _PATTERNS:
        texts = value if isinstance(value, list) else [value]
        return isinstance(value, list) == (name in _LISTS) and all(_fits(_PATTERNS[name], each) for each in texts)
    if name in ("needed", "more"):
        return value is True
    return name in _WHOLE and isinstance(value, int) and not isinstance(value, bool) and value > 0


def _fits(pattern: str, value: object) -> bool:
    return isinstance(value, str) and re.fullmatch(pattern, value) is not None
