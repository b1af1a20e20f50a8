"""What a worker needs to know of the reminders and watches it has claimed: all of a batch in one statement each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, TypeAlias
from uuid import UUID

from sqlalchemy import Connection, and_, bindparam, func, or_, select
from sqlalchemy.orm import aliased

from app.measures.rules import CHECK_IN, MeasureStatus, Party, Rhythm, State, pauses_from
from app.models.measure import Measure
from app.models.measure_pause import MeasurePause
from app.models.missed_check_in_watch import MissedCheckInWatch
from app.models.occurrence import Occurrence
from app.models.person import Person
from app.models.plan import Plan
from app.models.record import Record
from app.models.reminder import Reminder
from app.models.reminder_setting import ReminderSetting
from app.platform import clock

Answers: TypeAlias = dict[UUID, dict[tuple[date, str], State]]

_BACK = timedelta(days=4)
_Patient = aliased(Person)
_IN_FORCE = and_(
    Measure.deleted_at.is_(None),
    Measure.status == MeasureStatus.ACTIVE,
    Measure.performer == Party.PATIENT,
    # As in app.measures.queries: what a clinician's system sent is not the patient's while no plan names it.
    or_(
        and_(Measure.plan_id.is_(None), or_(Measure.received.is_(None), Measure.origin == Party.PATIENT)),
        and_(Plan.status == "active", Plan.deleted_at.is_(None)),
    ),
)
_RHYTHM = (
    *(Measure.rrule, Measure.times.label("measure_times"), Measure.latest_by, Measure.starts_on, Measure.until_on),
    *(Measure.time_zone, Measure.paused_on, Measure.resumed_on, MeasurePause.spans),
)
_SETTING = (
    *(ReminderSetting.quiet_from, ReminderSetting.quiet_until, ReminderSetting.follows_phone),
    ReminderSetting.time_zone.label("phone_zone"),
    Person.time_zone.label("home_zone"),
)
SEEN_VERSION = Measure.version + func.coalesce(Plan.version, 0) + func.coalesce(MeasurePause.version, 0)
REMINDERS = (
    select(
        *(Reminder.id, Reminder.person_id, Reminder.record_id, Reminder.measure_id, Reminder.active, Reminder.times),
        *(Reminder.again_after_minutes, Reminder.again_times, Reminder.due_on, Reminder.due_time, Reminder.attempt),
        *(Reminder.again_at, Reminder.snoozed, Reminder.since, Reminder.open_on, Reminder.open_time),
        *_RHYTHM,
        *_SETTING,
        _IN_FORCE.label("in_force"),
        SEEN_VERSION.label("seen_version"),
        *(_Patient.id.label("patient_id"), _Patient.time_zone.label("patients_zone")),
    )
    .join(Measure, Measure.id == Reminder.measure_id)
    .join(Person, Person.id == Reminder.person_id)
    .join(Record, Record.id == Reminder.record_id)
    .join(_Patient, _Patient.id == Record.person_id)
    .outerjoin(Plan, Plan.id == Measure.plan_id)
    .outerjoin(MeasurePause, MeasurePause.measure_id == Measure.id)
    .outerjoin(ReminderSetting, ReminderSetting.person_id == Reminder.person_id)
)
_CLAIMED_REMINDERS = REMINDERS.where(Reminder.id.in_(bindparam("ids", expanding=True)))
WATCHES = (
    select(
        *(MissedCheckInWatch.id, MissedCheckInWatch.person_id, MissedCheckInWatch.record_id, MissedCheckInWatch.delay_minutes),
        *(MissedCheckInWatch.due_on, MissedCheckInWatch.due_time, MissedCheckInWatch.open_on, MissedCheckInWatch.since),
        *(MissedCheckInWatch.told_at, MissedCheckInWatch.ended_at),
        *_SETTING,
    )
    .join(Person, Person.id == MissedCheckInWatch.person_id)
    .outerjoin(ReminderSetting, ReminderSetting.person_id == MissedCheckInWatch.person_id)
)
_CLAIMED_WATCHES = WATCHES.where(MissedCheckInWatch.id.in_(bindparam("ids", expanding=True)))
_CHECK_INS = (
    select(Measure.id, Measure.record_id, *_RHYTHM)
    .outerjoin(Plan, Plan.id == Measure.plan_id)
    .outerjoin(MeasurePause, MeasurePause.measure_id == Measure.id)
    .where(Measure.record_id.in_(bindparam("record_ids", expanding=True)), Measure.asks_for == CHECK_IN, _IN_FORCE)
)
_ANSWERS = select(Occurrence.measure_id, Occurrence.due_on, Occurrence.due_time, Occurrence.state).where(
    Occurrence.measure_id.in_(bindparam("measure_ids", expanding=True)),
    Occurrence.due_on >= bindparam("first"),
    Occurrence.deleted_at.is_(None),
)


@dataclass(frozen=True)
class CheckInRhythm:
    """How often one measure of a record asks for a check-in."""

    measure_id: UUID
    rhythm: Rhythm


def claimed_reminders(connection: Connection, ids: Collection[UUID]) -> Sequence[Any]:
    """The reminders with their measures and their people, as they are now."""
    return connection.execute(_CLAIMED_REMINDERS, {"ids": list(ids)}).all() if ids else []


def claimed_watches(connection: Connection, ids: Collection[UUID]) -> Sequence[Any]:
    return connection.execute(_CLAIMED_WATCHES, {"ids": list(ids)}).all() if ids else []


def check_in_rhythms(connection: Connection, record_ids: Collection[UUID]) -> dict[UUID, list[CheckInRhythm]]:
    """The check-ins in force of each record."""
    found: dict[UUID, list[CheckInRhythm]] = defaultdict(list)
    if record_ids:
        for row in connection.execute(_CHECK_INS, {"record_ids": sorted(record_ids)}):
            found[row.record_id].append(CheckInRhythm(row.id, rhythm_of(row)))
    return found


def answers(connection: Connection, measure_ids: Collection[UUID]) -> Answers:
    """What was said of the last days of these measures, by measure."""
    if not measure_ids:
        return {}
    asked = {"measure_ids": sorted(measure_ids), "first": (clock.now() - _BACK).date()}
    found: Answers = defaultdict(dict)
    for row in connection.execute(_ANSWERS, asked):
        found[row.measure_id][row.due_on, row.due_time] = State(row.state)
    return found


def rhythm_of(row: Any) -> Rhythm:
    return Rhythm(
        rrule=row.rrule,
        times=tuple(row.measure_times),
        latest_by=row.latest_by,
        starts_on=row.starts_on,
        until_on=row.until_on,
        time_zone=row.time_zone,
        paused_on=row.paused_on,
        resumed_on=row.resumed_on,
        own_pauses=pauses_from(row.spans),
    )


def zone_of(row: Any) -> str:
    """Where the person's clock is: where their phone was last, unless they keep to the zone of home."""
    return row.phone_zone if row.phone_zone and row.follows_phone is not False else row.home_zone


def due_zone_of(row: Any) -> str:
    """By which clock a reminder is due: one's own, wherever that is; for one acted for, that of the patient's home."""
    return zone_of(row) if row.person_id == row.patient_id else row.patients_zone
