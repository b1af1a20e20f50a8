"""What became of one time a measure was due, in words that blame nobody. A planned "HH:MM" is shown as it is."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from app.access.record import Record
from app.localisation.moments import hour, moment
from app.localisation.text import gettext as _
from app.measures.queries import DueLine
from app.measures.rules import State


def detail(record: Record, line: DueLine) -> str:
    """When it is due, or what became of it."""
    words = {State.DONE: _done, State.SKIPPED: _skipped, State.MISSED: _missed, State.LATE: _late}
    return words.get(line.state, _ahead)(record, line)


def _ahead(record: Record, line: DueLine) -> str:
    if line.latest_by:
        return _("by %(time)s", time=line.latest_by)
    return _("at %(time)s", time=line.due_time) if line.due_time else _("any time today")


def _late(record: Record, line: DueLine) -> str:
    if line.latest_by:
        return _("was planned by %(time)s", time=line.latest_by)
    return _("was planned at %(time)s", time=line.due_time)


def _missed(record: Record, line: DueLine) -> str:
    if line.due_time:
        return _("Planned at %(time)s, was not ticked off", time=line.due_time)
    return _("Was not ticked off")


def _skipped(record: Record, line: DueLine) -> str:
    return _("Skipped")


def _done(record: Record, line: DueLine) -> str:
    if line.answered_at is None:
        return _("Done")
    local = line.answered_at.astimezone(ZoneInfo(record.time_zone))
    if local.date() == line.due_on:
        return _("Done at %(time)s", time=hour(local.time()))
    return _("Done, ticked off %(when)s", when=moment(line.answered_at, record.time_zone).words)
