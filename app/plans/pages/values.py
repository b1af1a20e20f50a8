"""A kept value, as its reader says it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from app.localisation.moments import full_day
from app.localisation.text import gettext as _
from app.measures.pages import category_label, in_words, rhythm_words
from app.measures.rules import Rhythm, spoken_from
from app.plans.pages.fields import status_words
from app.plans.rules.changes import Content
from app.zones.pages import zone_label

Names = Mapping[str, str]
TEXTS = frozenset({"title", "description", "text", "condition", "action", "closing_note", "pause_reason"})
PEOPLES_WORDS = TEXTS | {"role", "name", "phone", "hours"}


def value_words(entity: str, field: str, kept: Content, problems: Names) -> str:
    """The value of `field`, by column as `rules.changes` gives it; `problems` are names by id."""
    if field == "status":
        return status_words(entity, str(kept["status"]))
    if field == "problem_ids":
        return in_words([problems.get(each, _("Another problem")) for each in kept["problem_ids"] or ()]) or _(
            "Nothing in particular"
        )
    if field in _WORDS:
        return _WORDS[field](kept)
    return _plain(kept.get(field))


def _plain(value: object) -> str:
    return str(value) if value else _("Nothing")


def _day(kept: Content) -> str:
    (value,) = kept.values()
    return full_day(date.fromisoformat(str(value))) if value else _("No date")


def _pause(kept: Content) -> str:
    since, until = kept["paused_on"], kept["resumed_on"]
    if since and until:
        return _("From %(start)s until %(end)s", start=_day({"": since}), end=_day({"": until}))
    return _("From %(start)s", start=_day({"": since})) if since else _("No pause")


def _rhythm(kept: Content) -> str:
    times, spoken = tuple(kept["times"] or ()), spoken_from(kept["spoken"])
    return rhythm_words(Rhythm(kept["rrule"], times, kept["latest_by"], date.min, None, "Europe/Oslo", spoken=spoken))


def _performer(kept: Content) -> str:
    return _("The patient") if kept["performer"] == "patient" else kept["performer_name"] or _("The care team")


def _levels(kept: Content) -> str:
    return in_words([zone_label(level) for level in kept["levels"] or ()]) or _("None")


_WORDS: dict[str, Callable[[Content], str]] = {
    "starts_on": _day,
    "until_on": _day,
    "review_on": _day,
    "target_on": _day,
    "pause": _pause,
    "rhythm": _rhythm,
    "performer": _performer,
    "levels": _levels,
    "category": lambda kept: category_label(kept["category_code"], kept["category_text"]) or _("None"),
    "matters_most": lambda kept: _("Yes") if kept["matters_most"] else _("No"),
}
