"""What the rooms of goals show."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from uuid import UUID

from app.access.purposes import Purpose
from app.access.record import Record
from app.goals.queries import CommentLine, GoalLine, GoalVersion
from app.goals.rules import LET_GO, GoalStatus
from app.localisation.moments import Moment, full_day, moment
from app.localisation.text import gettext as _


@dataclass(frozen=True)
class GoalCard:
    """One goal. `whose` says whose it is in words; `stands` what has become of it or what it aims for."""

    id: UUID
    text: str
    language: str
    own: bool
    whose: str
    stands: str | None
    written: str
    closing_note: str | None
    open: bool
    may_change: bool


@dataclass(frozen=True)
class GoalsPage:
    """The room of goals."""

    heading: str
    question: str
    invitation: str
    own_heading: str
    matters: GoalCard | None
    own: list[GoalCard]
    clinicians: list[GoalCard]
    closed: list[GoalCard]
    may_set: bool


@dataclass(frozen=True)
class Happening:
    """A comment, or a change: who and when, and the words."""

    byline: str
    at: Moment
    text: str | None
    language: str | None
    changes: tuple[str, ...] = ()


def goals_page(record: Record, goals: list[GoalLine]) -> GoalsPage:
    cards = [(goal, card(record, goal)) for goal in goals]
    name = record.given_name
    own = not record.on_behalf
    return GoalsPage(
        heading=_("Goals"),
        question=_("What matters most to you?") if own else _("What matters most to %(name)s", name=name),
        invitation=_invitation(record),
        own_heading=_("Your goals") if own else _("The goals of %(name)s", name=name),
        matters=next((shown for goal, shown in cards if goal.matters_most and goal.open), None),
        own=[shown for goal, shown in cards if goal.own and goal.open and not goal.matters_most],
        clinicians=[shown for goal, shown in cards if not goal.own and goal.open and not goal.matters_most],
        closed=[shown for goal, shown in cards if not goal.open],
        may_set=record.may(Purpose.SET_GOALS),
    )


def card(record: Record, goal: GoalLine) -> GoalCard:
    return GoalCard(
        id=goal.id,
        text=goal.text,
        language=goal.language,
        own=goal.own,
        whose=whose(record, goal),
        stands=_stands(goal),
        written=_written(record, goal),
        closing_note=goal.closing_note,
        open=goal.open,
        may_change=goal.own and record.may(Purpose.SET_GOALS),
    )


def whose(record: Record, goal: GoalLine) -> str:
    """ "Your goal", or from whom it is."""
    if not goal.own:
        return _("From %(who)s", who=goal.author_organisation or goal.author_name)
    return _("The goal of %(name)s", name=record.given_name) if record.on_behalf else _("Your goal")


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


def aim(target_on: date | None) -> str | None:
    """The day somebody aims for, in words."""
    return _("Aiming for %(day)s", day=full_day(target_on)) if target_on else None


def _stands(goal: GoalLine) -> str | None:
    if goal.status == GoalStatus.COMPLETED:
        return _("Reached %(day)s", day=full_day(goal.closed_on)) if goal.closed_on else _("Reached")
    if goal.status in LET_GO:
        return _("Let go %(day)s", day=full_day(goal.closed_on)) if goal.closed_on else _("Let go")
    if goal.status == GoalStatus.ON_HOLD:
        return _("Resting for now")
    return aim(goal.target_on)


def _written(record: Record, goal: GoalLine) -> str:
    at = moment(goal.updated_at, record.time_zone).words
    return _("Last changed %(when)s by %(name)s", when=at, name=goal.author_name)


def _invitation(record: Record) -> str:
    if record.on_behalf:
        return _("%(name)s has not said this yet. It will stand here, and first on the page for today.", name=record.given_name)
    return _(
        "Walking to the shop, sleeping through the night, baking with a grandchild: something you want to be able to do. "
        "Say it in your own words. It will stand here, and first on your page for today."
    )


def _iso(day: str) -> str:
    return full_day(date.fromisoformat(day))
