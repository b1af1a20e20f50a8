"""Plans as a writer hands them over, and the writer."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any
from uuid import uuid4

from app.access.purposes import Purpose
from app.access.record import Record as OpenRecord
from app.goals.rules import ExpressedBy, GoalContent
from app.measures.rules import MeasureContent, Party, Rhythm
from app.models.person import Person
from app.models.record import Record
from app.plans.rules import PlanContent, PlanKind, ProblemContent
from tests.factories.people import a_care_team_member, a_clinician, a_patient, opened_by_clinician
from tests.factories.zone import some_contacts, three_zones


def a_writer(patient: tuple[Person, Record] | None = None) -> OpenRecord:
    """A patient's record (a new patient's unless given), opened by a nurse who may write plans in it."""
    person, record = patient or a_patient()
    nurse_person, nurse = a_clinician("Nina")
    a_care_team_member(record, nurse)
    return replace(opened_by_clinician(nurse_person, nurse, person, record), purpose=Purpose.WRITE_PLAN)


def a_goal(text: str = "Færre innleggelser", problems: tuple[str, ...] = (), **changes: Any) -> GoalContent:
    return GoalContent(text, **{"expressed_by": ExpressedBy.CLINICIAN, "problems": problems, "identifier": _new_name()} | changes)


def a_measure(title: str = "Inhalasjon morgen", problems: tuple[str, ...] = (), **changes: Any) -> MeasureContent:
    rhythm = Rhythm("FREQ=DAILY", ("07:00",), None, date(2026, 1, 1), None, "Europe/Oslo")
    values = {"rhythm": rhythm, "origin": Party.CLINICIAN, "performer": Party.PATIENT, "identifier": _new_name()}
    return MeasureContent(title, changes.pop("description", None), problems=problems, **values | changes)


def a_problem(text: str = "KOLS", identifier: str | None = None) -> ProblemContent:
    return ProblemContent(text, identifier or _new_name())


def treatment(**changes: Any) -> PlanContent:
    """A treatment plan with one problem, and a goal and a measure for it."""
    problem = a_problem()
    values: dict[str, Any] = {
        "title": "Behandlingsplan ved KOLS",
        "identifier": _new_name(),
        "problems": (problem,),
        "goals": (a_goal(problems=(str(problem.identifier),)),),
        "measures": (a_measure(problems=(str(problem.identifier),)),),
    }
    return PlanContent(PlanKind.TREATMENT, **values | changes)


def self_care(**changes: Any) -> PlanContent:
    """A self-care plan with three zones and two contacts."""
    values: dict[str, Any] = {"title": "Når pusten blir dårligere", "zones": three_zones(), "contacts": some_contacts()}
    return PlanContent(PlanKind.SELF_CARE, **values | changes)


def _new_name() -> str:
    return f"urn:uuid:{uuid4()}"
