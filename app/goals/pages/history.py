"""What has been said of a goal, and how it has changed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from app.access.record import Record
from app.goals.queries import CommentLine, GoalVersion
from app.goals.rules import LET_GO, GoalStatus
from app.localisation.moments import Moment, full_day, moment
from app.localisation.text import gettext as _


@dataclass(frozen=True)
class Happening:
    """A comment, or a change: who and when, and the words."""

    byline: str
    at: Moment
    text: str | None
    language: str | None
    changes: tuple[str, ...] = ()


def said(record: Record, comments: list[CommentLine]) -> list[Happening]:
    return [Happening(each.author_name, moment(each.written_at, record.time_zone), each.text, each.language) for each in comments]


def changed(record: Record, versions: list[GoalVersion]) -> list[Happening]:
    """How the goal has changed, the newest first; the last line is its beginning."""
    lines = [
        Happening(newer.author_name, moment(newer.at, record.time_zone), *_old_words(newer, older), _changes(newer, older))
        for newer, older in pairwise(versions)
    ]
    first = versions[-1:]
    return lines + [
        Happening(each.author_name, moment(each.at, record.time_zone), each.text, each.language, (_("The goal was set"),))
        for each in first
    ]


def _changes(newer: GoalVersion, older: GoalVersion) -> tuple[str, ...]:
    found = [_("The words were changed. Before:")] if newer.text != older.text else []
    if newer.target_on != older.target_on:
        found.append(_("A new day to aim for: %(day)s", day=_iso(newer.target_on)) if newer.target_on else _("No day to aim for"))
    if newer.status != older.status:
        found.append(_became(newer.status))
    if newer.matters_most != older.matters_most:
        found.append(_("Now what matters most") if newer.matters_most else _("No longer what matters most"))
    return tuple(found) or (_("Saved again without changes"),)


def _old_words(newer: GoalVersion, older: GoalVersion) -> tuple[str | None, str | None]:
    return (older.text, older.language) if newer.text != older.text else (newer.closing_note, newer.language)


def _became(status: str) -> str:
    if status == GoalStatus.COMPLETED:
        return _("Reached")
    return _("Let go") if status in LET_GO else _("Taken up again")


def _iso(day: str) -> str:
    return full_day(date.fromisoformat(day))
