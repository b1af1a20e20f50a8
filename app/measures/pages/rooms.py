"""The list of measures, and one measure."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from app.access.purposes import Purpose
from app.access.record import Record
from app.localisation.moments import full_day, moment, short_day
from app.localisation.text import gettext as _
from app.measures.actions import may_pause_asking
from app.measures.pages.spoken_words import in_own_words
from app.measures.pages.words import category_label, rhythm_words, span_words
from app.measures.queries import MeasureLine
from app.measures.rules import MeasureStatus, Party, paused, paused_until
from app.platform import clock


@dataclass(frozen=True)
class MeasureCard:
    """One measure. `whose` says from whom it is; `rests` that it is paused or over, in words."""

    id: UUID
    title: str
    description: str | None
    language: str
    own: bool
    whose: str
    who: str | None
    category: str
    rhythm: str
    rhythm_lang: str | None
    span: str | None
    rests: str | None
    reason: str | None
    written: str
    paused: bool
    ended: bool
    when_needed: bool
    may_change: bool
    may_do_now: bool
    may_pause_asking: bool
    asks_again: bool
    may_be_reminded: bool
    only_in_words: bool


@dataclass(frozen=True)
class MeasuresPage:
    """The room of measures."""

    heading: str
    own_heading: str
    own: list[MeasureCard]
    clinicians: list[MeasureCard]
    others: list[MeasureCard]
    ended: list[MeasureCard]
    may_set: bool


def measures_page(record: Record, lines: list[MeasureLine]) -> MeasuresPage:
    cards = [(line, card(record, line)) for line in lines]
    running = [(line, shown) for line, shown in cards if not shown.ended]
    for_patient = [(line, shown) for line, shown in running if line.performer == Party.PATIENT]
    return MeasuresPage(
        heading=_("Measures"),
        own_heading=_("The measures of %(name)s", name=record.given_name) if record.on_behalf else _("Your own"),
        own=[shown for line, shown in for_patient if line.own],
        clinicians=[shown for line, shown in for_patient if not line.own],
        others=[shown for line, shown in running if line.performer != Party.PATIENT],
        ended=[shown for line, shown in cards if shown.ended],
        may_set=record.may(Purpose.SET_MEASURES),
    )


def card(record: Record, line: MeasureLine) -> MeasureCard:
    today = clock.today(line.rhythm.time_zone)
    resting, ended = _resting(line), _ended(line)
    return MeasureCard(
        id=line.id,
        title=line.title,
        description=line.description,
        language=line.language,
        own=line.own,
        whose=_whose(record, line),
        who=line.performer_name if line.performer != Party.PATIENT else None,
        category=category_label(line.category_code, line.category_text),
        rhythm=rhythm_words(line.rhythm),
        rhythm_lang=line.language if in_own_words(line.rhythm.spoken) else None,
        span=span_words(line.rhythm, today),
        rests=_rests(line) if resting or ended else None,
        reason=line.pause_reason if resting else None,
        written=_(
            "Last changed %(when)s by %(name)s", when=moment(line.updated_at, record.time_zone).words, name=line.author_name
        ),
        paused=resting,
        ended=ended,
        when_needed=line.rhythm.rrule is None and line.rhythm.spoken is None,
        may_change=line.own and record.may(Purpose.SET_MEASURES),
        may_do_now=_may_do_now(record, line),
        may_pause_asking=may_pause_asking(line) and record.may(Purpose.SET_MEASURES),
        asks_again=paused_until(line.rhythm.own_pauses, today) is not None,
        may_be_reminded=_may_be_reminded(record, line),
        only_in_words=_only_in_words(record, line),
    )


def _whose(record: Record, line: MeasureLine) -> str:
    if not line.own:
        return _("From %(who)s", who=line.author_organisation or line.author_name)
    return _("The measure of %(name)s", name=record.given_name) if record.on_behalf else _("Your own measure")


def _resting(line: MeasureLine) -> bool:
    return line.status == MeasureStatus.ON_HOLD or paused(line.rhythm, clock.today(line.rhythm.time_zone))


def _ended(line: MeasureLine) -> bool:
    until, today = line.rhythm.until_on, clock.today(line.rhythm.time_zone)
    over = until is not None and until < today
    return over or (not line.in_force and line.status != MeasureStatus.ON_HOLD)


def _rests(line: MeasureLine) -> str:
    if _ended(line):
        return _("Ended")
    own = paused_until(line.rhythm.own_pauses, clock.today(line.rhythm.time_zone))
    if own:
        return _("Paused until %(day)s", day=full_day(own))
    return _("Paused since %(day)s", day=short_day(line.rhythm.paused_on)) if line.rhythm.paused_on else _("Paused")


def _may_be_reminded(record: Record, line: MeasureLine) -> bool:
    mine = line.in_force and line.performer == Party.PATIENT and line.rhythm.rrule is not None
    return mine and record.may(Purpose.REMIND)


def _only_in_words(record: Record, line: MeasureLine) -> bool:
    """Whether no reminder can follow it, since its rhythm is only said, and the reader could make a measure with times."""
    mine = line.in_force and line.performer == Party.PATIENT and line.rhythm.spoken is not None
    return mine and record.may(Purpose.REMIND) and record.may(Purpose.SET_MEASURES)


def _may_do_now(record: Record, line: MeasureLine) -> bool:
    mine = line.in_force and line.performer == Party.PATIENT and line.rhythm.rrule is None and not line.asks_for
    return mine and record.may(Purpose.ANSWER_MEASURES)
