"""The whole page of a day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID
from zoneinfo import ZoneInfo

from app.access.purposes import Purpose
from app.access.record import Record
from app.check_ins.pages import role_words
from app.check_ins.queries import CheckInLine
from app.goals.queries import GoalLine
from app.localisation.moments import long_day, moment
from app.localisation.text import gettext as _
from app.localisation.text import ngettext
from app.measures.pages import DueRow, due_row
from app.measures.queries import DueLine
from app.measures.rules import CHECK_IN, State
from app.platform import clock
from app.today.pages.check_in import CheckInCard, check_in_card
from app.today.queries import ReplyLine
from app.today.rules import Part, goes_with, part_of_day


@dataclass(frozen=True)
class Matters:
    """What matters most, in the patient's words; without `goal_id` the question, still open."""

    heading: str
    text: str
    language: str | None
    goal_id: UUID | None


@dataclass(frozen=True)
class Reply:
    """What a clinician answered. `about` names the check-in, unless it is the one shown right above."""

    text: str
    language: str
    byline: str
    about: str | None


@dataclass(frozen=True)
class TodayPage:
    """`calm` stands where there is nothing to do."""

    greeting: str
    date: str
    whose: str | None
    matters: Matters | None
    replies: list[Reply]
    check_in: CheckInCard
    rows: list[DueRow]
    calm: str | None
    yesterday: list[DueRow]
    yesterday_words: str


def today_page(
    record: Record,
    due: list[DueLine],
    matters: GoalLine | None,
    last: CheckInLine | None,
    replies: list[ReplyLine],
    told: Sequence[str] = (),
) -> TodayPage:
    """`due` is what was due yesterday and is due today; `told` are those who were told that the check-in has not come."""
    today = clock.today(record.time_zone)
    now = [line for line in due if line.due_on == today]
    check_ins = [line for line in now if line.asks_for == CHECK_IN]
    with_it = _with_check_in(now)
    rows = [due_row(record, line) for line in now if line.asks_for != CHECK_IN and line not in with_it]
    yesterday = _missed(record, due, today)
    return TodayPage(
        greeting=_greeting(record),
        date=long_day(today),
        whose=_("This is the day of %(name)s.", name=record.given_name) if record.on_behalf else None,
        matters=_matters(record, matters),
        replies=[_reply(record, line, last) for line in replies],
        check_in=check_in_card(record, check_ins, with_it, last, told),
        rows=rows,
        calm=None if rows else _("Nothing else is planned for today."),
        yesterday=yesterday,
        yesterday_words=ngettext(
            "One thing was not ticked off. That is fine.", "%(num)d things were not ticked off. That is fine.", len(yesterday)
        ),
    )


def _with_check_in(lines: list[DueLine]) -> list[DueLine]:
    """The measurements, not yet answered, that the next check-in takes care of: they need no row of their own."""
    open_ = [line for line in lines if line.state not in (State.DONE, State.SKIPPED)]
    ahead = next((line for line in open_ if line.asks_for == CHECK_IN), None)
    if ahead is None:
        return []
    measured = [line for line in open_ if line.asks_for and line.asks_for != CHECK_IN]
    return [line for line in measured if goes_with(ahead.due_time, ahead.latest_by, line.due_time)]


def _missed(record: Record, due: list[DueLine], today: date) -> list[DueRow]:
    missed = [line for line in due if line.due_on < today and line.state is State.MISSED]
    with_it = _with_check_in(missed)
    return [due_row(record, line) for line in missed if line not in with_it]


def _greeting(record: Record) -> str:
    name = record.actor.name.partition(" ")[0] if record.on_behalf else record.given_name
    part = part_of_day(clock.now().astimezone(ZoneInfo(record.time_zone)).time())
    if part is Part.MORNING:
        return _("Good morning, %(name)s", name=name)
    return _("Good evening, %(name)s", name=name) if part is Part.EVENING else _("Hello, %(name)s", name=name)


def _matters(record: Record, goal: GoalLine | None) -> Matters | None:
    if goal is None:
        question = _("What do you want to be able to do? Your own words will stand here, first on the page.")
        return Matters(_("What matters most to you?"), question, None, None) if record.may(Purpose.SET_GOALS) else None
    name = record.given_name
    heading = _("What matters most to %(name)s", name=name) if record.on_behalf else _("What matters most to me")
    return Matters(heading, goal.text, goal.language, goal.id)


def _reply(record: Record, line: ReplyLine, last: CheckInLine | None) -> Reply:
    when, role = moment(line.at, record.time_zone).words, role_words(line.author_role)
    if role:
        byline = _("%(name)s (%(role)s), %(when)s", name=line.author_name, role=role, when=when)
    else:
        byline = _("%(name)s, %(when)s", name=line.author_name, when=when)
    # An answer to an earlier check-in must never be read as one to what was sent since.
    newest = last is not None and line.check_in_id == last.id
    about = None if newest else _("Answer to the check-in %(when)s", when=moment(line.measured_at, record.time_zone).words)
    return Reply(line.text, line.language, byline, about)
