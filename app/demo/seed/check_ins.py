"""The check-ins of the story, and how they were seen."""

from __future__ import annotations

from decimal import Decimal
from functools import partial
from uuid import UUID

from app.access.purposes import Purpose
from app.check_ins.actions import record_check_in
from app.check_ins.rules import CheckInContent
from app.clinicians.actions import acknowledge
from app.demo.filling import fill
from app.demo.seed.patient import Act, Patient
from app.demo.story import StoryCheckIn, story
from app.platform import clock
from app.zones.rules import Level

LANGUAGE = "nb"


def check_ins_of(patient: Patient) -> list[Act]:
    return [act for told in story(patient.plan, patient.today) for act in _acts(patient, told)]


def _acts(patient: Patient, told: StoryCheckIn) -> list[Act]:
    at, check_in_id = patient.moment(told.day, told.time), patient.id_of("check-in", told.day, told.time)
    acts = [Act(at, partial(_check_in, patient, check_in_id, told))]
    if told.acknowledged:
        acts.append(Act(at + told.acknowledged.delay, partial(_see, patient, check_in_id, told)))
    return acts


def _check_in(patient: Patient, check_in_id: UUID, told: StoryCheckIn) -> None:
    content = CheckInContent(
        id=check_in_id,
        level=Level(told.zone),
        worried=told.worried,
        note=fill(told.note, patient.words),
        language=LANGUAGE,
        readings=tuple((kind, Decimal(value)) for kind, value in told.readings.items()),
        measured_at=clock.now(),
        time_zone=patient.time_zone,
    )
    record_check_in(patient.open(told.by, Purpose.CHECK_IN), content)


def _see(patient: Patient, check_in_id: UUID, told: StoryCheckIn) -> None:
    if told.acknowledged:
        record = patient.open(told.acknowledged.by, Purpose.ACKNOWLEDGE)
        acknowledge(record, check_in_id, fill(told.acknowledged.reply, patient.words), LANGUAGE)
