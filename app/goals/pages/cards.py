"""Goals as they are, one and all."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from app.access.purposes import Purpose
from app.access.record import Record
from app.goals.queries import GoalLine
from app.goals.rules import LET_GO, GoalStatus
from app.localisation.moments import full_day, moment
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
