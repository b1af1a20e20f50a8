"""One patient, with eight months told in the order they happened."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from app.demo.beats import STARTED_DAYS_AGO
from app.demo.cast import Part, cast
from app.demo.filling import words_for
from app.demo.folder import folder_of
from app.demo.seed.check_ins import check_ins_of
from app.demo.seed.doings import doings_of
from app.demo.seed.own import own_of
from app.demo.seed.patient import Patient
from app.demo.seed.people import open_record_for
from app.demo.seed.plans import plans_of
from app.demo.seed.reminders import reminders_of
from app.identity.actor import Actor
from app.platform import clock

ZONE = "Europe/Oslo"
_MET_BEFORE = timedelta(days=STARTED_DAYS_AGO + 2)
_MET_AT = time(12, 20)
# What the story has for later today has happened just now.
_JUST_NOW = timedelta(minutes=2)


def seed_patient(part: Part, helpers: dict[str, Actor]) -> None:
    """Load the patient, the plans and the story up to now."""
    now = clock.now()
    patient = _met(part, helpers, now)
    folder = folder_of(patient.plan, words_for(part, patient.today))
    acts = plans_of(patient, folder) + own_of(patient, folder) + check_ins_of(patient) + doings_of(patient, folder)
    relatives = {each.key: helpers[each.key].person_id for each in cast() if each.acts_for == part.key}
    acts += reminders_of(patient, relatives)
    for act in sorted(acts, key=lambda act: act.at):
        with clock.at(min(act.at, now - _JUST_NOW)):
            act.do()


def _met(part: Part, helpers: dict[str, Actor], now: datetime) -> Patient:
    today = now.astimezone(ZoneInfo(ZONE)).date()
    with clock.at(datetime.combine(today - _MET_BEFORE, _MET_AT, ZoneInfo(ZONE))):
        actor, record_id = open_record_for(part, helpers)
    return Patient(part.plan or "", record_id, {**helpers, "patient": actor}, words_for(part, today), today, ZONE)
