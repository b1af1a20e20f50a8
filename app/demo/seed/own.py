"""What the patient made without the clinicians: goals set, reached and let go; measures taken up and paused."""

from __future__ import annotations

from datetime import time, timedelta
from functools import partial

from app.access.purposes import Purpose
from app.demo.folder import Folder
from app.demo.seed.patient import Act, Patient
from app.goals.actions import Wish, add_goal, reach_goal, release_goal
from app.measures.actions import OwnMeasure, add_measure, pause_measure
from app.measures.rules import Rhythm
from app.platform.elements import Json

LANGUAGE = "nb"
_SET_AT, _CLOSED_AT, _TAKEN_UP_AT, _PAUSED_AT = time(19, 10), time(19, 30), time(20, 15), time(10, 5)
_CODES = {"mon": "MO", "tue": "TU", "wed": "WE", "thu": "TH", "fri": "FR", "sat": "SA", "sun": "SU"}


def own_of(patient: Patient, folder: Folder) -> list[Act]:
    acts = [act for own in folder.own["goals"] for act in _goal(patient, own)]
    return acts + [act for own in folder.own["measures"] for act in _measure(patient, own)]


def _goal(patient: Patient, own: Json) -> list[Act]:
    acts = [Act(patient.moment(patient.day(own["set_days_ago"]), _SET_AT), partial(_set_goal, patient, own))]
    if own["closed_days_ago"] is not None:
        acts.append(Act(patient.moment(patient.day(own["closed_days_ago"]), _CLOSED_AT), partial(_close_goal, patient, own)))
    return acts


def _set_goal(patient: Patient, own: Json) -> None:
    target_on = None if own["target_days"] is None else patient.today + timedelta(days=own["target_days"])
    record = patient.open("patient", Purpose.SET_GOALS)
    add_goal(record, patient.id_of("goal", own["slug"]), Wish(own["text"], LANGUAGE, False, target_on))


def _close_goal(patient: Patient, own: Json) -> None:
    record, goal_id = patient.open("patient", Purpose.SET_GOALS), patient.id_of("goal", own["slug"])
    if own["state"] == "reached":
        reach_goal(record, goal_id)
    else:
        release_goal(record, goal_id, own["why"])


def _measure(patient: Patient, own: Json) -> list[Act]:
    """Taken up the evening before it begins."""
    evening = patient.day(own["from_days_ago"] + 1)
    acts = [Act(patient.moment(evening, _TAKEN_UP_AT), partial(_take_up, patient, own))]
    if own["state"] == "paused":
        acts.append(Act(patient.moment(patient.day(own["paused_days_ago"]), _PAUSED_AT), partial(_pause, patient, own)))
    return acts


def _take_up(patient: Patient, own: Json) -> None:
    record = patient.open("patient", Purpose.SET_MEASURES)
    patient.ids[own["slug"]] = add_measure(
        record,
        patient.id_of("measure", own["slug"]),
        OwnMeasure(own["title"], own["text"], own["category"], _rhythm(patient, own), LANGUAGE),
    )


def _pause(patient: Patient, own: Json) -> None:
    pause_measure(patient.open("patient", Purpose.SET_MEASURES), patient.ids[own["slug"]], None)


def _rhythm(patient: Patient, own: Json) -> Rhythm:
    days = ",".join(_CODES[day] for day in own["days"])
    return Rhythm(
        rrule=f"FREQ=WEEKLY;BYDAY={days}" if days else "FREQ=DAILY",
        times=tuple(own["times"]),
        latest_by=own["latest_by"],
        starts_on=patient.day(own["from_days_ago"]),
        until_on=None if own["until_days"] is None else patient.today + timedelta(days=own["until_days"]),
        time_zone=patient.time_zone,
    )
