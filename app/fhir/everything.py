"""`Patient/$everything`: all that one reader may see of one patient, kind by kind, each resource once.

FHIR R4, operation Patient-everything.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from app.access.purposes import Purpose
from app.exchange.errors import Refused
from app.fhir.days import moments_of
from app.fhir.kinds.kind import After, Asked, Filter, Kind
from app.fhir.kinds.opened import Opened
from app.fhir.kinds.values import Moments
from app.fhir.search.cursor import read_sealed, write_sealed
from app.platform.elements import Json

MOST, USUAL = 500, 100
_BOUND_TO = "fhir everything"
# Where a kind has a date of its own. What has none, as a plan, is there whatever dates are asked for.
_DATES = {"AuditEvent": "date", "Observation": "date", "Provenance": "recorded", "QuestionnaireResponse": "authored"}


@dataclass(frozen=True)
class Wish:
    """What of everything: only these types, only what changed `since`, only care from `start` to `end`; from `after` on."""

    types: frozenset[str] | None = None
    since: str | None = None
    start: str | None = None
    end: str | None = None
    count: int = USUAL
    after: tuple[str, After | None] | None = None


def read_wish(given: Mapping[str, str]) -> Wish:
    """Errors: `Refused` for a parameter we do not know or cannot read: passed over, it would show too much or too little."""
    known = {"_type", "_since", "_count", "start", "end", "_page", "_format", "_pretty"}
    for name in given:
        if name not in known:
            raise _unreadable(name, "Everything takes _type, _since, start, end and _count.")
    types = frozenset(given["_type"].split(",")) if "_type" in given else None
    wish = Wish(types, given.get("_since"), given.get("start"), given.get("end"), _count(given), _place(given.get("_page")))
    for name, value in (("_since", wish.since), ("start", wish.start), ("end", wish.end)):
        if value is not None:
            _moments("ge", value, name)
    return wish


def everything(opened: Opened, kinds: Sequence[Kind], wish: Wish) -> tuple[list[Json], str | None]:
    """One page, and the `_page` of the next, if there is one. `kinds` are those the caller's token covers."""
    shown = [kind for kind in kinds if kind.read_for is not Purpose.READ_LOG or opened.record.may(Purpose.READ_LOG)]
    resources: list[Json] = []
    first, after = wish.after or ("", None)
    names = [kind.name for kind in shown]
    for kind in shown[names.index(first) if first in names else 0 :]:
        room = wish.count - len(resources)
        if not room:
            return resources, _page(kind.name, None)
        page = kind.many(opened, replace(_asked(kind, wish), count=room, after=after if kind.name == first else None))
        resources += page.resources
        if page.after:
            return resources, _page(kind.name, page.after)
    return resources, None


def _asked(kind: Kind, wish: Wish) -> Asked:
    bounds = [("_lastUpdated", "ge", wish.since)]
    if kind.name in _DATES:
        bounds += [(_DATES[kind.name], "ge", wish.start), (_DATES[kind.name], "le", wish.end)]
    filters = tuple(
        Filter(name, kind.parameters[name], (_moments(prefix, value, name),)) for name, prefix, value in bounds if value
    )
    return Asked(filters, sort="_id", descending=False)


def _moments(prefix: str, value: str, name: str) -> Moments:
    try:
        return Moments(prefix, *moments_of(value))
    except (ValueError, OverflowError):
        raise _unreadable(name, "This must be a date or a moment, as in 2026-03-24.") from None


def _count(given: Mapping[str, str]) -> int:
    text = given.get("_count", str(USUAL))
    if not (text.isascii() and text.isdigit() and int(text[:9]) > 0):
        raise _unreadable("_count", "This must be a whole number from 1 up.")
    return min(int(text[:9]), MOST)


def _page(kind: str, after: After | None) -> str:
    return write_sealed([kind, *(after or ())], _BOUND_TO)


def _place(text: str | None) -> tuple[str, After | None] | None:
    if text is None:
        return None
    said = read_sealed(text, _BOUND_TO)
    if said is None:
        raise _unreadable("_page", "Follow the link that was given.")
    kind, *after = said
    return kind, (after[0], after[1]) if after else None


def _unreadable(name: str, told: str) -> Refused:
    return Refused("CPLF-0004", told, name, issue="invalid")
