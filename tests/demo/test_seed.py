"""The demo comes in through the same door as everything else, once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from uuid import UUID

import pytest
from sqlalchemy import func, select

from app.access.gate import NoSuchRecord, NotAllowed
from app.access.purposes import Purpose
from app.access.record import Record
from app.demo.beats import read
from app.demo.cast import cast
from app.demo.commands import load
from app.demo.story import story
from app.identity.people import demo_people
from app.models.access_log_entry import AccessLogEntry
from app.models.acknowledgement import Acknowledgement
from app.models.check_in import CheckIn
from app.models.contact import Contact
from app.models.goal import Goal
from app.models.measure import Measure
from app.models.occurrence import Occurrence
from app.models.plan import Plan
from app.models.problem import Problem
from app.models.reading import Reading
from app.models.zone import Zone
from app.platform import clock
from app.platform.db import Base, db

pytestmark = pytest.mark.usefixtures("demo_database")
PATIENTS = {part.key: part.plan or "" for part in cast() if part.plan}
RecordId = Callable[[str], UUID]


def count(model: type[Base], *where: object) -> int:
    return db.session.scalar(select(func.count()).select_from(model).where(*where)) or 0  # type: ignore[arg-type]


def of_record(model: type[Base], record_id: UUID) -> int:
    return count(model, model.record_id == record_id)  # type: ignore[attr-defined]


def started() -> date:
    return clock.today("Europe/Oslo") - timedelta(days=245)


def test_everybody_is_there_and_patients_have_records():
    people = demo_people()

    assert [(person.key, person.name) for person in people] == [(part.key, part.name) for part in cast()]
    assert [person.key for person in people if person.record_id] == list(PATIENTS)


@pytest.mark.parametrize(("key", "plan"), PATIENTS.items())
def test_the_plans_are_whole(record_id: RecordId, key: str, plan: str):
    record, own = record_id(key), read(plan, "own")

    assert of_record(Problem, record) == len(read(plan, "conditions"))
    assert of_record(Goal, record) == len(read(plan, "goals")) + len(own["goals"])
    assert of_record(Measure, record) == len(read(plan, "measures")) + len(own["measures"])
    assert (of_record(Plan, record), of_record(Zone, record)) == (2, 3)
    assert of_record(Contact, record) == len(read(plan, "contacts"))


@pytest.mark.parametrize(("key", "plan"), PATIENTS.items())
def test_every_check_in_of_the_story_is_there(record_id: RecordId, key: str, plan: str):
    record, told = record_id(key), story(plan, started() + timedelta(days=245))

    assert of_record(CheckIn, record) == len(told)
    assert of_record(Reading, record) == sum(len(each.readings) for each in told)
    assert of_record(Acknowledgement, record) == sum(each.acknowledged is not None for each in told)


def test_what_was_done_and_skipped_is_there(record_id: RecordId):
    for key in PATIENTS:
        states = dict(
            db.session.execute(
                select(Occurrence.state, func.count()).where(Occurrence.record_id == record_id(key)).group_by(Occurrence.state)
            ).all()
        )
        assert states["done"] > 300
        assert 10 < states["skipped"] < 200


def test_loading_again_adds_nothing():
    before = {table.name: db.session.scalar(select(func.count()).select_from(table)) for table in Base.metadata.sorted_tables}

    assert load() == []

    after = {table.name: db.session.scalar(select(func.count()).select_from(table)) for table in Base.metadata.sorted_tables}
    assert after == before


def test_rhythms_count_from_the_day_the_plan_began(record_id: RecordId):
    plans = db.session.scalars(select(Plan).where(Plan.record_id == record_id("patient2"))).all()
    check_in = db.session.scalars(
        select(Measure).where(Measure.record_id == record_id("patient2"), Measure.asks_for == "check-in")
    )

    assert {plan.starts_on for plan in plans} == {started()}
    assert [(row.starts_on, row.rrule) for row in check_in] == [(started(), "FREQ=DAILY;INTERVAL=2")]


def test_nothing_has_a_placeholder_left():
    for table in Base.metadata.sorted_tables:
        for row in db.session.execute(select(table)):
            assert "{{" not in repr(tuple(row)), table.name


def test_nothing_happened_later_than_now():
    now = clock.now()
    for table in Base.metadata.sorted_tables:
        for column in table.columns:
            if column.name.endswith("_at") and column.name != "deleted_at":
                latest = db.session.scalar(select(func.max(column)))
                assert latest is None or latest <= now, column


def test_every_act_of_the_story_stands_in_the_access_log(record_id: RecordId):
    log = db.session.execute(
        select(AccessLogEntry.purpose, AccessLogEntry.ground, func.count())
        .where(AccessLogEntry.record_id == record_id("patient"), AccessLogEntry.granted)
        .group_by(AccessLogEntry.purpose, AccessLogEntry.ground)
    ).all()
    found = {(purpose, ground): number for purpose, ground, number in log}
    told = story("copd", started() + timedelta(days=245))

    assert found["check-in", "self"] + found["check-in", "fullmakt"] == len(told)
    assert found["acknowledge", "treatment"] == of_record(Acknowledgement, record_id("patient"))
    assert found["write-plan", "treatment"] == 2 + len(read("copd", "changes"))


def test_the_door_is_the_real_one(opened: Callable[..., Record]):
    with pytest.raises(NotAllowed):
        opened("relative", "patient", Purpose.WRITE_PLAN)
    with pytest.raises(NoSuchRecord):
        opened("relative", "patient2", Purpose.CHECK_IN)
    with pytest.raises(NotAllowed):
        opened("nurse", "patient3", Purpose.CHECK_IN)
