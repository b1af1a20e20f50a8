"""What the patient did and skipped."""

from __future__ import annotations

from datetime import date
from functools import partial

from app.access.purposes import Purpose
from app.demo.doings import StoryDoing, doings
from app.demo.folder import Folder
from app.demo.seed.patient import Act, Patient
from app.demo.story import story
from app.fhir.resources.service_request import asked_for
from app.measures.actions import Said, answer
from app.measures.rules import State
from app.readings.rules import asked_by

LANGUAGE = "nb"


def doings_of(patient: Patient, folder: Folder) -> list[Act]:
    """One act a doing. A measurement that came with the day's check-in is done by that."""
    measured = _measured(patient)
    told = (each for each in doings(patient.plan, patient.today) if (each.day, _asks(folder, each.measure)) not in measured)
    return [Act(patient.moment(each.day, each.at), partial(_do, patient, each)) for each in told]


def _measured(patient: Patient) -> set[tuple[date, str | None]]:
    return {(told.day, asked) for told in story(patient.plan, patient.today) for asked in asked_by(told.readings)}


def _asks(folder: Folder, slug: str) -> str | None:
    return asked_for(folder.measures[slug]) if slug in folder.measures else None


def _do(patient: Patient, told: StoryDoing) -> None:
    said = Said(told.day, f"{told.due:%H:%M}", State(told.state), told.why, LANGUAGE)
    answer(patient.open("patient", Purpose.ANSWER_MEASURES), patient.ids[told.measure], said)
