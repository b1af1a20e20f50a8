"""The worklist as rows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID
from zoneinfo import ZoneInfo

from app.clinicians.pages.words import born, first_line, late_words, short_readings
from app.clinicians.queries.worklist import ListedCheckIn, WorklistLine
from app.localisation.moments import Moment, day, moment
from app.localisation.text import gettext as _
from app.localisation.text import ngettext
from app.plans.pages.authorship import role_words
from app.zones.pages import zone_label

UNSURE = "unsure"


@dataclass(frozen=True)
class Row:
    """One patient. `level` is empty where no check-in is shown; `mark` is the check-in that can be marked as seen from here.

    `worried` is of all that nobody has seen, and not only of the check-in that is shown.
    """

    record_id: UUID
    name: str
    born: str
    level: str
    zone: str
    worried: bool
    unanswered: str
    when: Moment | None
    arrived: str
    latest: str
    readings: tuple[str, ...]
    note: str
    language: str
    seen: str
    unseen: str
    waiting: bool
    mark: UUID | None
    late: str = ""
    paused: str = ""


@dataclass(frozen=True)
class Worklist:
    """The rows to show, how many there are in each view, and a sentence where there are none."""

    rows: tuple[Row, ...]
    shows_all: bool
    waiting: int
    total: int
    nothing: str


def worklist(lines: list[WorklistLine], shows_all: bool, time_zone: str, late: Mapping[UUID, int] | None = None) -> Worklist:
    """`late` is how many items from somebody without a valid fullmakt wait in which record."""
    late = late or {}
    waiting = sum(_waits(line, late) for line in lines)
    shown = [line for line in lines if shows_all or _waits(line, late)]
    nothing = _("You do not follow any patients yet.") if not lines else _("Everything has been seen, and nobody is missing.")
    return Worklist(
        tuple(_row(line, time_zone, late.get(line.record.id, 0)) for line in shown),
        shows_all,
        waiting,
        len(lines),
        "" if shown else nothing,
    )


def _waits(line: WorklistLine, late: Mapping[UUID, int]) -> bool:
    return not line.place.looked_at or line.record.id in late


def _row(line: WorklistLine, time_zone: str, late: int) -> Row:
    shown = line.unseen or line.last
    stands = line.waiting or shown
    note, whole = first_line(shown.note if shown else None)
    return Row(
        record_id=line.record.id,
        name=line.record.subject_name,
        born=born(line.record.birth_date),
        level=(shown.zone or UNSURE) if shown else "",
        zone=zone_label(shown.zone) if shown else "",
        worried=bool(stands and stands.worried),
        unanswered=_unanswered(line),
        when=moment(shown.measured_at, time_zone) if shown else None,
        arrived=late_words(shown.measured_at, shown.received_at, time_zone) if shown else "",
        latest=_latest(line, time_zone),
        readings=short_readings(shown.readings) if shown else (),
        note=note or "",
        language=shown.language if shown else "",
        seen=_seen(line.last, time_zone) if line.last and not line.unseen else "",
        unseen=ngettext("%(num)d not seen", "%(num)d not seen", line.unseen_count) if line.unseen_count else "",
        waiting=not line.place.looked_at or late > 0,
        # Only what can be read here whole may be marked as seen from here.
        mark=line.unseen.id if line.unseen and line.unseen_count == 1 and whole else None,
        late=_("%(num)d without a valid fullmakt: decide", num=late) if late else "",
        paused=_paused(line),
    )


def missing_day(line: WorklistLine) -> str:
    """The day, where the patient is, of the first check-in that is missing; empty where none is."""
    if line.unanswered_since is None:
        return ""
    zone = line.record.time_zone
    return day(line.unanswered_since.astimezone(ZoneInfo(zone)).date(), zone)


def paused_day(line: WorklistLine) -> str:
    """The day on which a patient who has paused is asked again; empty where they have not."""
    return day(line.paused_until, line.record.time_zone) if line.paused_until else ""


def _paused(line: WorklistLine) -> str:
    until = paused_day(line)
    return _("Paused by the patient until %(day)s", day=until) if until else ""


def _unanswered(line: WorklistLine) -> str:
    on = missing_day(line)
    return _("Not answered since %(day)s", day=on) if on else ""


def _latest(line: WorklistLine, time_zone: str) -> str:
    """What came last, where the row shows something worse that nobody has seen."""
    if line.unseen is None or line.last is None or line.last.id == line.unseen.id:
        return ""
    zone, when = zone_label(line.last.zone), moment(line.last.measured_at, time_zone).words
    if line.last.worried:
        return _("Latest: %(zone)s, worried, %(when)s", zone=zone, when=when)
    return _("Latest: %(zone)s, %(when)s", zone=zone, when=when)


def _seen(last: ListedCheckIn, time_zone: str) -> str:
    if last.seen is None:
        return ""
    when = moment(last.seen.at, time_zone).words
    return _(
        "Seen by %(name)s (%(role)s), %(when)s", name=last.seen.author_name, role=role_words(last.seen.author_role), when=when
    )
