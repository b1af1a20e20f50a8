"""Who wrote what, when and why, is what the story says."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select

from app.demo.cast import cast
from app.demo.filling import words_for
from app.demo.folder import Folder, changed, folder_of
from app.fhir.resources import care_plan, condition, goal, service_request
from app.models.care_team_member import CareTeamMember
from app.models.check_in import CheckIn
from app.models.contact import Contact
from app.models.goal import Goal
from app.models.measure import Measure
from app.models.occurrence import Occurrence
from app.models.plan import Plan
from app.models.problem import Problem
from app.models.representation import Representation
from app.models.revision import Revision
from app.models.zone import Zone
from app.planer.plan import to_planer
from app.platform import clock
from app.platform.db import db
from tests.factories.resources import DOCTOR, PATIENT

pytestmark = pytest.mark.usefixtures("demo_database")
VERSIONED = (Plan, Problem, Goal, Measure, Zone, Contact, Occurrence)
PATIENTS = [part for part in cast() if part.plan]
RecordId = Callable[[str], UUID]


@pytest.fixture(params=PATIENTS, ids=lambda part: part.plan)
def key(request: pytest.FixtureRequest) -> str:
    return request.param.key


@pytest.fixture
def folder(key: str) -> Folder:
    """The patient's resources as they should stand now."""
    part = next(part for part in PATIENTS if part.key == key)
    now = folder_of(part.plan or "", words_for(part, clock.today("Europe/Oslo")))
    for change in now.changes:
        now = changed(now, change)
    return now


def test_every_version_of_every_row_has_its_revision(record_id: RecordId, key: str):
    kept = select(Revision.entity_id, Revision.version).where(Revision.record_id == record_id(key))
    found = {tuple(row) for row in db.session.execute(kept)}
    expected = {
        (row.id, version)
        for model in VERSIONED
        for row in db.session.scalars(select(model).where(model.record_id == record_id(key)))
        for version in range(1, row.version + 1)
    }

    assert found == expected


def test_changes_are_kept_with_their_author_and_reason(record_id: RecordId, key: str, folder: Folder):
    names = {part.key: part.name for part in cast()}
    kept = select(Revision).where(Revision.record_id == record_id(key), Revision.entity == "plan", Revision.version > 1)
    found = {(row.author_name, row.comment, days_ago(row.at)) for row in db.session.scalars(kept)}

    assert found == {(names[each["by"]], each["comment"], each["days_ago"]) for each in folder.changes}


def test_a_changed_zone_and_measure_are_second_versions(record_id: RecordId, key: str):
    zones = db.session.scalars(select(Zone).where(Zone.record_id == record_id(key)).order_by(Zone.position)).all()
    measures = db.session.scalars(select(Measure).where(Measure.record_id == record_id(key), Measure.origin == "clinician")).all()

    assert [(zone.level, zone.version) for zone in zones] == [("green", 1), ("yellow", 2), ("red", 1)]
    assert sorted(measure.version for measure in measures)[-2:] == [1, 2]


def test_what_comes_out_is_what_came_in(record_id: RecordId, key: str, folder: Folder):
    """Through the database: every resource as it stands after the changes, element for element."""
    names = {str(row.id): row.identifier or "" for row in rows(Problem, record_id(key))}
    out = [condition.to_fhir(row, PATIENT, DOCTOR) for row in rows(Problem, record_id(key))]
    out += [goal.to_fhir(row, PATIENT, DOCTOR, names) for row in rows(Goal, record_id(key)) if row.plan_id]
    out += [service_request.to_fhir(row, PATIENT, DOCTOR, names) for row in rows(Measure, record_id(key)) if row.plan_id]
    sent = [*folder.conditions.values(), *folder.goals.values(), *folder.measures.values()]

    assert sorted(out, key=identified) == sorted(sent, key=identified)


def test_the_plans_come_out_as_they_came_in(record_id: RecordId, key: str, folder: Folder):
    treatment, self_care = sorted(rows(Plan, record_id(key)), key=lambda plan: plan.kind != "treatment")
    parts = {
        "problems": [row.identifier for row in rows(Problem, record_id(key))],
        "goals": [row.identifier for row in rows(Goal, record_id(key)) if row.plan_id],
        "measures": [row.identifier for row in rows(Measure, record_id(key)) if row.plan_id],
    }
    sent = folder.self_care_plan
    answer = to_planer(self_care, rows(Zone, record_id(key)), sent["subject"], sent["updated_by"])

    assert care_plan.to_fhir(treatment, PATIENT, DOCTOR, parts) == folder.care_plan
    assert (answer["version"], answer["clinical_content"].pop("version")) == (2, 2)
    assert {name: answer[name] for name in folder.self_care_plan} == folder.self_care_plan


def test_the_daughters_check_in_says_on_whose_behalf(record_id: RecordId):
    on_behalf = db.session.scalars(select(CheckIn).where(CheckIn.on_behalf)).all()

    assert [(row.author_name, row.author_role, row.record_id) for row in on_behalf] == [
        ("Anne Balto Lund", "relative", record_id("patient"))
    ]


def test_people_were_met_before_the_story_begins(record_id: RecordId, key: str):
    first = min(row.measured_at for row in db.session.scalars(select(CheckIn).where(CheckIn.record_id == record_id(key))))
    since = [row.valid_from for model in (CareTeamMember, Representation) for row in rows(model, record_id(key))]

    assert max(since) < first
    assert all(row.measured_at == row.received_at for row in rows(CheckIn, record_id(key)))


def rows(model: type, record_id: UUID) -> list:
    order = model.position if hasattr(model, "position") else model.id
    return list(db.session.scalars(select(model).where(model.record_id == record_id).order_by(order)))


def identified(resource: dict) -> str:
    return resource["identifier"][0]["value"]


def days_ago(at: datetime) -> int:
    return (clock.today("Europe/Oslo") - at.astimezone(ZoneInfo("Europe/Oslo")).date()).days
