"""A patient's check-ins, each whole: what was said, by whom, when, and who has seen it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from app.access.record import Record
from app.check_ins.queries import AcknowledgementLine, CheckInLine
from app.check_ins.rules import Timing
from app.clinicians.pages.words import late_words
from app.clinicians.queries.changes import FurtherBack
from app.localisation.moments import Moment, moment
from app.localisation.text import gettext as _
from app.localisation.text import ngettext
from app.plans.pages.authorship import role_words
from app.readings.pages import reading_words
from app.zones.pages import zone_label

CLOCK_WRONG = 3600


@dataclass(frozen=True)
class SeenBy:
    """One clinician who has seen it, and what they answered."""

    words: str
    reply: str
    language: str


@dataclass(frozen=True)
class Entry:
    """One check-in. `answerable` is false once the reader has answered it; `title` names it for those who cannot see the page."""

    id: UUID
    title: str
    level: str
    zone: str
    worried: bool
    when: Moment
    timing: str
    late: str
    clock: str
    taken: str
    by: str
    readings: tuple[str, ...]
    note: str
    language: str
    seen: tuple[SeenBy, ...]
    answerable: bool

    @property
    def unseen(self) -> bool:
        return not self.seen


@dataclass(frozen=True)
class History:
    """One page of check-ins, the newest first. `all_seen` names the button that marks those of the page that nobody has seen.

    `further` tells of unseen ones further back, and `further_before` leads to them; `earlier` to the next page.
    """

    entries: tuple[Entry, ...]
    all_seen: str
    further: str
    further_before: UUID | None
    earlier: UUID | None
    before: UUID | None

    @property
    def unseen_ids(self) -> list[UUID]:
        return [each.id for each in self.entries if each.unseen]


def history(
    record: Record,
    lines: list[CheckInLine],
    more: bool,
    before: UUID | None,
    mine: dict[UUID, str | None],
    further: FurtherBack | None,
    taken: Mapping[UUID, str],
) -> History:
    """`mine` are those the reader has marked as seen, with their replies; `more` is whether there are earlier ones."""
    entries = tuple(entry(record, line, answered=bool(mine.get(line.id)), taken_by=taken.get(line.id, "")) for line in lines)
    return History(
        entries=entries,
        all_seen=_all_seen(sum(each.unseen for each in entries), further),
        further=_further(further.many) if further else "",
        further_before=further.before if further else None,
        earlier=lines[-1].id if more else None,
        before=before,
    )


def _all_seen(unseen: int, further: FurtherBack | None) -> str:
    """What the button says: it marks what stands on the page, and nothing that does not."""
    if unseen < 2:
        return ""
    if further:
        return _("Mark the %(num)d on this page as seen", num=unseen)
    return _("Mark all %(num)d as seen", num=unseen)


def _further(many: int) -> str:
    return ngettext(
        "%(num)d check-in further back has not been seen by anybody.",
        "%(num)d check-ins further back have not been seen by anybody.",
        many,
    )


def entry(record: Record, line: CheckInLine, *, answered: bool = False, taken_by: str = "") -> Entry:
    """`answered` is whether the reader has already sent a reply."""
    zone = record.actor.time_zone
    when = moment(line.measured_at, zone)
    label = zone_label(line.zone)
    return Entry(
        id=line.id,
        title=_("%(zone)s, %(when)s", zone=label, when=when.words),
        level=line.zone or "unsure",
        zone=label,
        worried=line.worried,
        when=when,
        timing=_timing(line),
        late=late_words(line.measured_at, line.received_at, zone),
        taken=_("Came without a valid fullmakt; taken into the record by %(name)s.", name=taken_by) if taken_by else "",
        clock=_clock(line.clock_offset_seconds),
        by=_("Written by %(name)s on behalf of %(patient)s", name=line.author_name, patient=record.subject_name)
        if line.on_behalf
        else "",
        readings=reading_words(line.readings),
        note=line.note or "",
        language=line.language,
        seen=tuple(_seen_by(each, zone) for each in line.acknowledgements),
        answerable=not answered,
    )


def _timing(line: CheckInLine) -> str:
    """How it stands to the rhythm that was agreed on; nothing where it came in time."""
    return {Timing.LATE: _("Late"), Timing.EXTRA: _("Extra")}.get(line.timing, "") if line.timing else ""


def _clock(seconds: int) -> str:
    if abs(seconds) < CLOCK_WRONG:
        return ""
    return _("The phone’s clock was wrong; the time has been put right.")


def _seen_by(line: AcknowledgementLine, time_zone: str) -> SeenBy:
    when = moment(line.seen_at, time_zone).words
    words = _("Seen by %(name)s (%(role)s), %(when)s", name=line.author_name, role=role_words(line.author_role), when=when)
    return SeenBy(words, line.reply or "", line.language)
