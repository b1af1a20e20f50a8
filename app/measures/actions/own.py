"""The patient's own measures. The clinicians' are theirs to change."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import timedelta
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError

from app.access.gate import NoSuchRecord, NotAllowed
from app.access.record import Record
from app.access.revisions import keep, refuse_stale
from app.measures.actions.clinicians import lay_content, lay_rhythm
from app.measures.queries import MeasureLine, measure
from app.measures.rules import MeasureContent, MeasureStatus, Party, Rhythm, check_rhythm, next_day, same_times, spoken_from
from app.models.measure import Measure
from app.platform import clock
from app.platform.db import db, new_id


@dataclass(frozen=True)
class OwnMeasure:
    """A measure as the patient writes it."""

    title: str
    description: str | None
    category_code: str | None
    rhythm: Rhythm
    language: str

    def content(self) -> MeasureContent:
        return MeasureContent(
            title=self.title,
            description=self.description,
            rhythm=self.rhythm,
            origin=Party.PATIENT,
            performer=Party.PATIENT,
            category_code=self.category_code,
            language=self.language,
        )


def add_measure(record: Record, measure_id: UUID | None, own: OwnMeasure) -> UUID:
    """Add one under the id the form carried; the same form sent twice is one measure. Errors: `BadRhythm`."""
    check_rhythm(own.rhythm)
    there = db.session.get(Measure, measure_id) if measure_id else None
    if there and there.record_id == record.id:
        return there.id
    key = new_id() if there else measure_id or new_id()
    row = Measure(id=key, problem_ids=[], position=_last_place(record))
    lay_content(row, own.content())
    # Two taps may race on two connections: the other one was first, and it is the same measure.
    with suppress(IntegrityError), db.session.begin_nested():
        keep(record, row)
    return key


def own_measure(record: Record, measure_id: UUID) -> MeasureLine:
    """A measure the patient may change. Errors: `NoSuchRecord`, `NotAllowed`."""
    line = measure(record, measure_id)
    if not line.own:
        raise NotAllowed
    return line


def change_measure(record: Record, measure_id: UUID, seen_version: int, own: OwnMeasure) -> None:
    """Let it say what the patient wrote. Errors: `NoSuchRecord`, `NotAllowed`, `Stale`, `BadRhythm`."""
    check_rhythm(own.rhythm)
    row = _own_row(record, measure_id)
    refuse_stale(row, seen_version)
    before, told = rhythm_of(row), (row.title, row.description, row.language)
    lay_content(row, own.content())
    if told[:2] == (row.title, row.description):
        row.language = told[2]
    lay_rhythm(row, _from_now(before, own.rhythm))
    keep(record, row)


def pause_measure(record: Record, measure_id: UUID, reason: str | None) -> None:
    """Nothing is due from today. Errors: `NoSuchRecord`, `NotAllowed`."""
    row = _own_row(record, measure_id)
    today = clock.today(row.time_zone)
    if row.paused_on and (row.resumed_on is None or row.resumed_on > today):
        return
    if row.resumed_on:
        # A row remembers one pause. The rhythm starts anew after the last one, so that those days do not become missed.
        row.starts_on = next_day(rhythm_of(row), row.resumed_on) or row.resumed_on
    row.paused_on, row.resumed_on, row.pause_reason = today, None, reason
    keep(record, row)


def resume_measure(record: Record, measure_id: UUID) -> None:
    """It is due again from today. Errors: `NoSuchRecord`, `NotAllowed`."""
    row = _own_row(record, measure_id)
    if row.paused_on and row.resumed_on is None:
        row.resumed_on, row.pause_reason = clock.today(row.time_zone), None
        keep(record, row)


def end_measure(record: Record, measure_id: UUID) -> None:
    """It is over since yesterday; what was done stays. Errors: `NoSuchRecord`, `NotAllowed`."""
    row = _own_row(record, measure_id)
    if row.status != MeasureStatus.COMPLETED:
        row.status, row.until_on = MeasureStatus.COMPLETED, clock.today(row.time_zone) - timedelta(days=1)
        keep(record, row)


def restart_measure(record: Record, measure_id: UUID) -> None:
    """An ended measure is taken up again from today. Errors: `NoSuchRecord`, `NotAllowed`."""
    row = _own_row(record, measure_id)
    if row.status == MeasureStatus.COMPLETED:
        today = clock.today(row.time_zone)
        row.status, row.until_on, row.paused_on, row.resumed_on = MeasureStatus.ACTIVE, None, None, None
        row.starts_on = next_day(rhythm_of(row), today) or today
        keep(record, row)


def rhythm_of(row: Measure) -> Rhythm:
    times, pause = tuple(row.times), (row.paused_on, row.resumed_on)
    dates = (row.starts_on, row.until_on)
    return Rhythm(row.rrule, times, row.latest_by, *dates, row.time_zone, *pause, spoken_from(row.spoken))


def _from_now(before: Rhythm, after: Rhythm) -> Rhythm:
    """A rhythm that has changed counts from today: it must not rewrite what was due before."""
    kept = replace(after, paused_on=before.paused_on, resumed_on=before.resumed_on)
    today = clock.today(after.time_zone)
    return kept if same_times(before, after) or after.starts_on >= today else replace(kept, starts_on=today)


def _own_row(record: Record, measure_id: UUID) -> Measure:
    row = db.session.scalar(select(Measure).filter_by(id=measure_id, record_id=record.id, deleted_at=None))
    if row is None or row.status == MeasureStatus.ENTERED_IN_ERROR:
        raise NoSuchRecord
    if row.origin != Party.PATIENT:
        raise NotAllowed
    return row


def _last_place(record: Record) -> int:
    return (db.session.scalar(select(func.max(Measure.position)).filter_by(record_id=record.id)) or 0) + 1
