"""Who looked, in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from babel.lists import format_list
from flask_babel import get_locale

from app.access.purposes import Ground, Purpose
from app.access.record import Record
from app.access_log.rules import Act, LogLine, Visit, visits
from app.localisation.moments import full_day, hour
from app.localisation.text import gettext as _

PAGE = 100
_TIMES_TOLD = 3


@dataclass(frozen=True)
class VisitWords:
    """One person's day: who, from where, on what ground, what and when. `refused` says plainly that nothing was shown.

    `system` and `basis` are what a calling system said of itself; empty where somebody used Egenplan.
    """

    who: str
    organisation: str | None
    ground: str
    system: str | None
    basis: str | None
    acts: tuple[str, ...]
    last: str
    machine: str
    refused: bool


@dataclass(frozen=True)
class LogDay:
    heading: str
    visits: tuple[VisitWords, ...]


@dataclass(frozen=True)
class LogPage:
    """Some days of the log; `earlier` and `later` are the numbers of the pages beside, where there are."""

    only_others: bool
    days: tuple[LogDay, ...]
    earlier: int | None
    later: int | None


def log_page(record: Record, lines: list[LogLine], number: int, only_others: bool) -> LogPage:
    """Page `number`. `lines` are the page's and, where there are more, one beyond it."""
    days = visits(lines[:PAGE], record.time_zone)
    return LogPage(
        only_others=only_others,
        days=tuple(LogDay(full_day(day), tuple(_visit(record, each) for each in found)) for day, found in days),
        earlier=number + 1 if len(lines) > PAGE else None,
        later=number - 1 if number > 1 else None,
    )


def _visit(record: Record, visit: Visit) -> VisitWords:
    line = visit.line
    return VisitWords(
        who=_("You") if line.actor_id == record.subject_id and line.organisation is None else line.actor_name,
        organisation=line.organisation,
        ground=ground_words(line.ground),
        system=_("Through the system %(name)s", name=line.source_system) if line.source_system else None,
        basis=basis_words(line.basis),
        acts=tuple(_act(act, line.granted, record.time_zone) for act in visit.acts),
        last=hour(line.at.astimezone(ZoneInfo(record.time_zone)).time()),
        machine=line.at.isoformat(timespec="seconds"),
        refused=not line.granted,
    )


def _act(act: Act, granted: bool, time_zone: str) -> str:
    return _("%(what)s (%(times)s)", what=purpose_words(act.purpose, granted), times=_times(act.moments, time_zone))


def purpose_words(purpose: str, granted: bool) -> str:
    """What was done, or what somebody wanted to do and was refused."""
    return (_done() if granted else _wanted()).get(purpose, _("Opened the record") if granted else _("Wanted to open the record"))


def ground_words(ground: str) -> str:
    words = {
        Ground.SELF: _("It is your own record"),
        Ground.FULLMAKT: _("Fullmakt from you"),
        Ground.FORMER: _("Had fullmakt from you before; could only hand in what was written"),
        Ground.TREATMENT: _("Follows you up"),
        Ground.ATTESTED: _("Their own record system vouched that you are their patient"),
        Ground.MOVED: _("Your plans were moved from one system to another"),
    }
    return words.get(Ground(ground), _("Refused: nothing was shown"))


def basis_words(basis: str | None) -> str | None:
    """Why their system says they may look, in plain words."""
    words = {
        "UNNTAK": _("They stated that they need not ask you first, as your GP need not"),
        "SAMTYKKE": _("They stated that you have agreed"),
        "FORHOYET_SAMTYKKE": _("They stated that you have opened what was restricted"),
        "AKUTT": _("They stated that it was urgent"),
    }
    return words.get(basis, _("They stated another reason")) if basis else None


def _done() -> dict[str, str]:
    return {
        Purpose.READ: _("Read the plan and what belongs to it"),
        Purpose.CHECK_IN: _("Checked in"),
        Purpose.ANSWER_MEASURES: _("Marked measures as done or skipped"),
        Purpose.SET_GOALS: _("Set or changed goals"),
        Purpose.SET_MEASURES: _("Set or changed measures"),
        Purpose.COMMENT: _("Commented on a goal"),
        Purpose.FOLLOW_UP: _("Read the plan and check-ins to follow up"),
        Purpose.ACKNOWLEDGE: _("Marked check-ins as seen"),
        Purpose.WRITE_PLAN: _("Wrote or changed the plan"),
        Purpose.DELIVER: _("Sent what had been written on the phone"),
        Purpose.DECIDE: _("Decided about what came without a valid fullmakt"),
        Purpose.READ_LOG: _("Read this list"),
        Purpose.REMIND: _("Looked at or changed their own reminders"),
        Purpose.CHOOSE_WATCHERS: _("Chose who is told of a missed check-in"),
    }


def _wanted() -> dict[str, str]:
    return {
        Purpose.READ: _("Wanted to read the plan"),
        Purpose.CHECK_IN: _("Wanted to check in"),
        Purpose.ANSWER_MEASURES: _("Wanted to mark measures"),
        Purpose.SET_GOALS: _("Wanted to change goals"),
        Purpose.SET_MEASURES: _("Wanted to change measures"),
        Purpose.COMMENT: _("Wanted to comment on a goal"),
        Purpose.REMIND: _("Wanted to be reminded"),
        Purpose.CHOOSE_WATCHERS: _("Wanted to choose who is told of a missed check-in"),
        Purpose.FOLLOW_UP: _("Wanted to read the plan and check-ins"),
        Purpose.ACKNOWLEDGE: _("Wanted to mark check-ins as seen"),
        Purpose.WRITE_PLAN: _("Wanted to write in the plan"),
        Purpose.DELIVER: _("Wanted to send what had been written on a phone"),
        Purpose.DECIDE: _("Wanted to decide about what came without a valid fullmakt"),
        Purpose.READ_LOG: _("Wanted to read this list"),
    }


def _times(moments: tuple[datetime, ...], time_zone: str) -> str:
    clocks = list(dict.fromkeys(hour(at.astimezone(ZoneInfo(time_zone)).time()) for at in reversed(moments)))
    if len(clocks) <= _TIMES_TOLD:
        return format_list(clocks, locale=get_locale())
    return _("several times from %(first)s to %(last)s", first=clocks[0], last=clocks[-1])
