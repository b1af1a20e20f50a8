"""The list of what somebody may be reminded of in one record."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID
from zoneinfo import ZoneInfo

from app.access.purposes import Purpose
from app.access.record import Record
from app.localisation.moments import day, hour, moment
from app.localisation.spans import span
from app.localisation.text import gettext as _
from app.localisation.text import ngettext
from app.measures.pages import in_words
from app.measures.queries import MeasureLine
from app.platform import clock
from app.reminders.actions.own import can_remind_of
from app.reminders.pages.settings import place_of
from app.reminders.queries.own import ReminderLine, Setting, due_zone
from app.reminders.queries.watches import MissedLine
from app.reminders.rules import Follow, Quiet, next_firing, times_of
from app.reminders.rules.elsewhere import quiet_by


@dataclass(frozen=True)
class ReminderRow:
    """One measure. `words` say when and how often, `next` when it comes next, `mind` what may surprise."""

    measure_id: UUID
    title: str
    language: str
    on: bool
    words: str
    next: str
    mind: str


@dataclass(frozen=True)
class RemindersPage:
    """`whose` says whose day it is where one helps; `quiet` the hours of peace, in words."""

    whose: str
    rows: list[ReminderRow]
    quiet: str
    may_choose_watchers: bool


def reminders_page(
    record: Record, measures: Sequence[MeasureLine], reminders: Mapping[UUID, ReminderLine], setting: Setting
) -> RemindersPage:
    shown = [line for line in measures if can_remind_of(line)]
    return RemindersPage(
        whose=_whose(record, setting) if record.on_behalf else "",
        rows=[row(record, line, reminders.get(line.id), setting) for line in shown],
        quiet=quiet_words(setting),
        may_choose_watchers=record.may(Purpose.CHOOSE_WATCHERS),
    )


def row(record: Record, line: MeasureLine, reminder: ReminderLine | None, setting: Setting) -> ReminderRow:
    follow = follow_of(record, line, reminder, setting)
    on = reminder is not None and reminder.active
    return ReminderRow(
        measure_id=line.id,
        title=line.title,
        language=line.language,
        on=on,
        words=_words(follow, reminder) if on and reminder else _("Off. Due at %(times)s", times=_times(line)),
        next=_next(follow, reminder) if on and reminder else "",
        mind=_mind(follow, quiet_by(setting.quiet, clock.now(), setting.zone(record.actor.time_zone), follow.zone)) if on else "",
    )


def follow_of(record: Record, line: MeasureLine, reminder: ReminderLine | None, setting: Setting) -> Follow:
    return Follow(line.rhythm, reminder.times if reminder else (), due_zone(record, setting))


def _whose(record: Record, setting: Setting) -> str:
    words = _("You are reminded of the day of %(name)s.", name=record.given_name)
    if record.time_zone == setting.zone(record.actor.time_zone):
        return words
    return f"{words} {_('Your reminders follow the clock of %(place)s.', place=place_of(record.time_zone))}"


def quiet_words(setting: Setting) -> str:
    if setting.quiet is None:
        return _("You have no quiet hours: notifications may come at any time.")
    return _("Quiet from %(start)s to %(end)s.", start=setting.quiet.start, end=setting.quiet.end)


def missed_words(line: MissedLine) -> str:
    """What a relative reads whom the patient wanted told."""
    local = line.missing.limit.astimezone(ZoneInfo(line.time_zone))
    return _(
        "No check-in from %(name)s yet, expected %(day)s by %(time)s",
        name=line.given_name,
        day=day(line.missing.key[0], line.time_zone),
        time=hour(local.time()),
    )


def waiting_words(count: int) -> str:
    return ngettext("%(num)d thing is waiting for you", "%(num)d things are waiting for you", count) if count else ""


def _times(line: MeasureLine) -> str:
    if line.rhythm.times:
        return in_words(sorted(line.rhythm.times))
    return _("any time that day")


def _words(follow: Follow, reminder: ReminderLine) -> str:
    times = in_words(list(times_of(follow)))
    if not reminder.again_times:
        return _("At %(times)s", times=times)
    after = span(int(reminder.again_after.total_seconds()) // 60)
    if reminder.again_times == 1:
        return _("At %(times)s, and once more after %(after)s", times=times, after=after)
    return _("At %(times)s, and %(count)d times more, every %(after)s", times=times, count=reminder.again_times, after=after)


def _next(follow: Follow, reminder: ReminderLine) -> str:
    if reminder.later_at and reminder.later_at > clock.now():
        return _("Put off until %(when)s", when=moment(reminder.later_at, follow.zone).words)
    found = next_firing(follow, clock.now())
    if found is None:
        return _("Nothing is due for now")
    return _("Next: %(when)s", when=moment(found.fires_at, follow.zone).words)


def _mind(follow: Follow, quiet: Quiet | None) -> str:
    hushed = [at for at in times_of(follow) if quiet and quiet.holds(at)]
    if not quiet or not hushed:
        return ""
    return _("%(times)s is in your quiet hours, so it is not said then.", times=in_words(hushed))
