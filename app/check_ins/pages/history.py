"""Check-ins that were sent, day by day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from uuid import UUID
from zoneinfo import ZoneInfo

from app.access.record import Record
from app.check_ins.pages.status import seen_words, sent_words, timing_words
from app.check_ins.queries import CheckInLine
from app.check_ins.rules import UNSURE, is_fresh
from app.localisation.moments import day, hour, long_day
from app.localisation.text import gettext as _
from app.platform import clock
from app.readings.pages import reading_words
from app.zones.pages import zone_label


@dataclass(frozen=True)
class Reply:
    """Who has seen it, and what they answered, if they did."""

    seen: str
    text: str
    lang: str


@dataclass(frozen=True)
class Sent:
    """One check-in in words. `author` is empty where the patient wrote it."""

    id: UUID
    time: str
    machine: str
    level: str
    label: str
    worried: bool
    timing: str
    readings: tuple[str, ...]
    note: str
    lang: str
    author: str
    sent: str
    replies: tuple[Reply, ...]
    fresh: bool


@dataclass(frozen=True)
class Day:
    heading: str
    check_ins: tuple[Sent, ...]


@dataclass(frozen=True)
class History:
    """Days, the newest first; `earlier` is the check-in to go on before, if there are more. `newest` is still about now."""

    days: tuple[Day, ...]
    newest: UUID | None
    earlier: UUID | None
    is_earlier: bool


def history(record: Record, lines: Sequence[CheckInLine], page: int, is_earlier: bool) -> History:
    """`lines` newest first, one more than `page` where there are more."""
    shown, zone = lines[:page], record.time_zone
    days = groupby(shown, key=lambda line: line.measured_at.astimezone(ZoneInfo(zone)).date())
    return History(
        days=tuple(Day(day_heading(on, zone), tuple(sent(record, line) for line in of_day)) for on, of_day in days),
        newest=shown[0].id if shown and not is_earlier and is_fresh(shown[0].received_at, clock.now()) else None,
        earlier=shown[-1].id if len(lines) > page else None,
        is_earlier=is_earlier,
    )


def sent(record: Record, line: CheckInLine) -> Sent:
    local = line.measured_at.astimezone(ZoneInfo(record.time_zone))
    return Sent(
        id=line.id,
        time=hour(local.time()),
        machine=line.measured_at.isoformat(timespec="seconds"),
        level=line.zone or UNSURE,
        label=zone_label(line.zone),
        worried=line.worried,
        timing=timing_words(line),
        readings=reading_words(line.readings),
        note=line.note or "",
        lang=line.language,
        author=_author(record, line),
        sent=sent_words(line.received_at, record.time_zone),
        replies=tuple(
            Reply(seen_words(seen, record.time_zone), seen.reply or "", seen.language) for seen in line.acknowledgements
        ),
        fresh=is_fresh(line.received_at, clock.now()),
    )


def day_heading(on: date, time_zone: str) -> str:
    """ "Today, Sunday 22 November"; the near word only where there is one."""
    near = day(on, time_zone)
    near = near[:1].upper() + near[1:]
    exact = long_day(on) if on.year == clock.today(time_zone).year else f"{long_day(on)} {on.year}"
    return _("%(near)s, %(date)s", near=near, date=exact) if abs((clock.today(time_zone) - on).days) <= 1 else _upper(exact)


def _upper(words: str) -> str:
    return words[:1].upper() + words[1:]


def _author(record: Record, line: CheckInLine) -> str:
    if not line.on_behalf:
        return ""
    return _("Written by %(author)s on behalf of %(patient)s", author=line.author_name, patient=record.subject_name)
