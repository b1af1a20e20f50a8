"""The card that asks how it goes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID
from zoneinfo import ZoneInfo

from app.access.purposes import Purpose
from app.access.record import Record
from app.check_ins.pages import status_kind, status_words
from app.check_ins.queries import CheckInLine
from app.localisation.moments import Moment, hour, moment
from app.localisation.text import gettext as _
from app.localisation.text import ngettext
from app.measures.pages import DueRow, due_row, in_words
from app.measures.queries import DueLine
from app.measures.rules import State
from app.zones.pages import zone_label


@dataclass(frozen=True)
class Last:
    """The last check-in: the zone in words, when, and whether somebody has seen it."""

    id: UUID
    level: str
    label: str
    worried: bool
    at: Moment
    status: str
    status_kind: str


@dataclass(frozen=True)
class Asked:
    """A measurement that goes with the check-in, in the words and the language of whoever asked for it."""

    title: str
    language: str


@dataclass(frozen=True)
class CheckInCard:
    """`expected` says what the plan expects today, `told` who knows that it has not come, `done` that it has been done.

    `row` can be skipped or taken back.
    """

    heading: str
    button: str
    expected: str | None
    told: str
    asks: tuple[Asked, ...]
    done: bool
    may: bool
    row: DueRow | None
    last: Last | None
    none_yet: str | None


def check_in_card(
    record: Record, due: list[DueLine], with_it: list[DueLine], last: CheckInLine | None, told: Sequence[str] = ()
) -> CheckInCard:
    """`due` are today's check-ins, `with_it` the measurements that go with the next of them."""
    ahead = next((line for line in due if line.state not in (State.DONE, State.SKIPPED)), None)
    done = ahead is None and any(line.state is State.DONE for line in due)
    return CheckInCard(
        heading=_("How is %(name)s?", name=record.given_name) if record.on_behalf else _("How are you?"),
        button=_("Check in again") if done else _("Check in"),
        expected=_expected(record, due, ahead),
        told=_told(told) if ahead else "",
        asks=tuple(Asked(line.title, line.language) for line in with_it) if ahead else (),
        done=done,
        may=record.may(Purpose.CHECK_IN),
        row=due_row(record, ahead or due[-1]) if due else None,
        last=_last(record, last) if last else None,
        none_yet=None if last else _("The first check-in will stand here, with who has seen it."),
    )


def _expected(record: Record, due: list[DueLine], ahead: DueLine | None) -> str | None:
    if ahead is None:
        return _answered(record, due)
    limit = ahead.latest_by or ahead.due_time
    if not limit:
        return _("Any time today.")
    if ahead.state is State.LATE:
        return _("Was planned by %(time)s. It is still welcome.", time=limit)
    if ahead.latest_by:
        return _("Today by %(time)s.", time=limit)
    return _("Today at %(time)s.", time=limit)


def _told(names: Sequence[str]) -> str:
    if not names:
        return ""
    return ngettext(
        "%(names)s has been told that it has not come yet, as you wanted. A check-in now is still welcome.",
        "%(names)s have been told that it has not come yet, as you wanted. A check-in now is still welcome.",
        len(names),
        names=in_words(list(names)),
    )


def _answered(record: Record, due: list[DueLine]) -> str | None:
    done = [line for line in due if line.state is State.DONE and line.answered_at]
    if done and done[-1].answered_at:
        local = done[-1].answered_at.astimezone(ZoneInfo(record.time_zone))
        return _("Done today at %(time)s.", time=hour(local.time()))
    return _("Skipped today. It is still welcome.") if due else None


def _last(record: Record, line: CheckInLine) -> Last:
    return Last(
        id=line.id,
        level=line.zone or "unsure",
        label=zone_label(line.zone),
        worried=line.worried,
        at=moment(line.measured_at, record.time_zone),
        status=status_words(line, record.time_zone),
        status_kind=status_kind(line),
    )
