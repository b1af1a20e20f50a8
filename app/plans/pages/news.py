"""What has changed in the plan and is new to the reader, in a line or two."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from app.access.record import Record
from app.localisation.moments import moment
from app.localisation.text import gettext as _
from app.localisation.text import ngettext
from app.plans.pages.authorship import kind_words, who
from app.plans.pages.fields import entity_words
from app.plans.queries.news import NewsLine
from app.zones.pages import zone_label

_MOST_EVENTS, _MOST_NAMED = 3, 3
ENDED = ("completed", "revoked")


@dataclass(frozen=True)
class NewsPart:
    """One thing that changed: what it is in our words, and its name, where that is told, in its own language."""

    words: str
    name: str = ""
    lang: str = ""


@dataclass(frozen=True)
class NewsEvent:
    """What one person changed: who, when, and what in one line."""

    who: str
    when: str
    machine: str
    what: tuple[NewsPart, ...]


@dataclass(frozen=True)
class PlanNews:
    """`until` goes with "I have seen it": what comes after is still new then."""

    heading: str
    events: tuple[NewsEvent, ...]
    more: str
    until: str


def plan_news_card(record: Record, lines: Sequence[NewsLine]) -> PlanNews | None:
    if not lines:
        return None
    newest = sorted(lines, key=lambda line: line.at, reverse=True)
    groups = [list(each) for _key, each in groupby(newest, key=lambda line: (line.author_name, line.at.date()))]
    left = len(groups) - _MOST_EVENTS
    return PlanNews(
        heading=_heading(lines),
        events=tuple(_event(record, each) for each in groups[:_MOST_EVENTS]),
        more=ngettext("And %(num)d change before that.", "And %(num)d changes before that.", left) if left > 0 else "",
        until=newest[0].at.isoformat(),
    )


def _heading(lines: Sequence[NewsLine]) -> str:
    plans = [line for line in lines if line.entity == "plan"]
    if any(line.removed for line in plans):
        return _("The plan has been taken away")
    if any(line.status in ENDED for line in plans):
        return _("The plan has ended")
    if plans and all(line.version == 1 for line in plans):
        return _("You have a new plan")
    return _("The plan has changed")


def _event(record: Record, lines: list[NewsLine]) -> NewsEvent:
    at = moment(lines[0].at, record.time_zone)
    hand = who(record, lines[0].author_name, lines[0].author_role, lines[0].author_organisation)
    return NewsEvent(hand, at.words, at.machine, _what(lines))


def _what(lines: list[NewsLine]) -> tuple[NewsPart, ...]:
    """ "The self-care plan was written", else what was changed, by name as far as a line holds."""
    born = [line for line in lines if line.entity == "plan" and line.version == 1]
    ended = [line for line in lines if line.entity == "plan" and line.status in ENDED]
    gone = [line for line in lines if line.entity == "plan" and line.removed]
    if gone:
        return tuple(NewsPart(_("Taken away: %(plan)s", plan=kind_words(line.kind or ""))) for line in gone)
    if ended:
        return tuple(NewsPart(_("Ended: %(plan)s", plan=kind_words(line.kind or ""))) for line in ended)
    if born:
        return tuple(NewsPart(_("Written: %(plan)s", plan=kind_words(line.kind or ""))) for line in born)
    parts = [line for line in lines if line.entity != "plan"] or lines
    named = tuple(_named(line) for line in parts[:_MOST_NAMED])
    rest = len(parts) - _MOST_NAMED
    return (*named, NewsPart(ngettext("%(num)d more", "%(num)d more", rest))) if rest > 0 else named


def _named(line: NewsLine) -> NewsPart:
    """What was taken away is not named again outside the history: it no longer holds."""
    words = zone_label(line.name) if line.entity == "zone" else entity_words(line.entity)
    if line.removed:
        return NewsPart(_("%(what)s (taken away)", what=words))
    return NewsPart(words) if line.entity == "zone" else NewsPart(words, _short(line.name), line.language)


def _short(text: str) -> str:
    return text if len(text) <= 60 else text[:60].rsplit(" ", 1)[0] + "…"
