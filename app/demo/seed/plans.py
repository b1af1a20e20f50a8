"""The two plans of a patient, and what was changed in them since."""

from __future__ import annotations

from datetime import date, time, timedelta
from functools import partial

from sqlalchemy import select

from app.access.purposes import Purpose
from app.consents.actions import give_consent
from app.demo.beats import STARTED_DAYS_AGO
from app.demo.folder import Folder, changed, self_care_plan, treatment_plan
from app.demo.seed.patient import Act, Patient
from app.models.measure import Measure
from app.models.plan import Plan
from app.planer.plan import comment_of
from app.plans.actions import register_plan, revise_plan
from app.plans.actions.reading import see_plan
from app.platform import clock
from app.platform.db import db
from app.platform.elements import Json

WRITTEN_ON = STARTED_DAYS_AGO + 1
_READ_AFTER = timedelta(hours=5)
_TREATMENT_AT, _SELF_CARE_AT, _CHANGED_AT = time(13, 30), time(14, 10), time(13, 45)


def plans_of(patient: Patient, folder: Folder) -> list[Act]:
    """The plans are written the day before they begin, the doctor's first."""
    written, starts_on = patient.day(WRITTEN_ON), patient.day(STARTED_DAYS_AGO)
    acts = [
        Act(patient.moment(written, _TREATMENT_AT), partial(_write_treatment_plan, patient, folder, starts_on)),
        Act(patient.moment(written, _SELF_CARE_AT), partial(_write_self_care_plan, patient, folder, starts_on)),
    ]
    for change in sorted(folder.changes, key=lambda change: -change["days_ago"]):
        folder = changed(folder, change)
        at = patient.moment(patient.day(change["days_ago"]), _CHANGED_AT)
        acts.append(Act(at, partial(_change, patient, folder, starts_on, change)))
    return [*acts, *(Act(act.at + _READ_AFTER, partial(_read, patient)) for act in acts)]


def _read(patient: Patient) -> None:
    """The patient reads what is new the same evening; the daughter still has it before her."""
    see_plan(patient.open("patient", Purpose.READ), clock.now())


def _write_treatment_plan(patient: Patient, folder: Folder, starts_on: date) -> None:
    record = patient.open("doctor", Purpose.WRITE_PLAN)
    give_consent(record)  # before the first plan, as always
    plan = register_plan(record, treatment_plan(folder, starts_on))
    patient.ids["treatment_plan"] = plan.id
    rows = db.session.execute(select(Measure.identifier, Measure.id).where(Measure.plan_id == plan.id))
    by_identifier = {row.identifier: row.id for row in rows}
    for slug, resource in folder.measures.items():
        patient.ids[slug] = by_identifier[resource["identifier"][0]["value"]]


def _write_self_care_plan(patient: Patient, folder: Folder, starts_on: date) -> None:
    record = patient.open("nurse", Purpose.WRITE_PLAN)
    plan = register_plan(record, self_care_plan(folder, starts_on), comment_of(folder.self_care_plan))
    patient.ids["self_care_plan"] = plan.id


def _change(patient: Patient, folder: Folder, starts_on: date, change: Json) -> None:
    record = patient.open(change["by"], Purpose.WRITE_PLAN)
    of_measure = change["target"] == "measure"
    plan_id = patient.ids["treatment_plan" if of_measure else "self_care_plan"]
    content = (treatment_plan if of_measure else self_care_plan)(folder, starts_on)
    seen = db.session.get_one(Plan, plan_id).version
    revise_plan(record, plan_id, seen, content, change["comment"])
