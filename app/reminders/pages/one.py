"""The reminder of one measure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from app.access.record import Record
from app.localisation.moments import moment
from app.localisation.text import gettext as _
from app.measures.pages import rhythm_words
from app.measures.queries import DueLine, MeasureLine
from app.measures.rules import State
from app.platform import clock
from app.reminders.pages.room import ReminderRow, follow_of, row
from app.reminders.queries.own import ReminderLine, Setting
from app.reminders.rules import Snooze, choices, times_of


@dataclass(frozen=True)
class OnePage:
    """`at` is the measure's own rhythm in words, `usual` the time it is reminded of by; `laters` what it may be put off to."""

    measure_id: UUID
    row: ReminderRow
    at: str
    usual: str
    laters: tuple[tuple[str, str], ...]


def one_page(
    record: Record, line: MeasureLine, reminder: ReminderLine | None, setting: Setting, today: Sequence[DueLine]
) -> OnePage:
    follow = follow_of(record, line, None, setting)
    due = any(each.state in (State.DUE, State.LATE) for each in today)
    usual = times_of(follow)[0]
    at = rhythm_words(line.rhythm)
    return OnePage(
        measure_id=line.id,
        row=row(record, line, reminder, setting),
        at=at if line.rhythm.times else _("%(rhythm)s, reminded at %(time)s", rhythm=at, time=usual),
        usual=usual,
        laters=_laters(setting.zone(record.actor.time_zone)) if due and reminder and reminder.active else (),
    )


def snoozed_words(at: datetime, setting: Setting, home: str) -> str:
    return _("You are reminded %(when)s.", when=moment(at, setting.zone(home)).words)


def _laters(zone: str) -> tuple[tuple[str, str], ...]:
    words = {
        Snooze.TEN_MINUTES: _("In 10 minutes"),
        Snooze.HOUR: _("In an hour"),
        Snooze.TONIGHT: _("Tonight"),
        Snooze.TOMORROW: _("Tomorrow"),
    }
    return tuple((choice.value, words[choice]) for choice in choices(clock.now(), zone))
