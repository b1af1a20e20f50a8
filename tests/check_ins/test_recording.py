"""A check-in is kept once, with who wrote it, under which plan, and marks what it answers as done."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from app.access.purposes import Ground
from app.check_ins import actions
from app.check_ins.actions import record_check_in
from app.check_ins.rules import Outcome
from app.identity.actor import Actor
from app.measures.queries import days
from app.models.check_in import CheckIn
from app.models.reading import Reading
from app.models.record import Record
from app.platform import clock
from app.platform.db import db
from tests.factories.check_in import a_check_in, content
from tests.factories.people import a_patient, a_person, opened_by_patient
from tests.factories.plan import a_clinicians_measure, a_plan, a_self_care_plan

pytestmark = pytest.mark.usefixtures("database")


@pytest.fixture
def opened(database):
    return opened_by_patient(*a_patient())


def test_what_was_said_is_kept_digit_for_digit(opened):
    a_check_in(opened, "yellow", readings={"weight": "72.40"}, note="Tung i dag", worried=True)

    [row] = _check_ins(opened)
    [reading] = db.session.scalars(select(Reading).where(Reading.record_id == opened.id))
    assert (row.zone, row.worried, row.note) == ("yellow", True, "Tung i dag")
    assert (str(reading.value), reading.unit, reading.code) == ("72.40", "kg", "29463-7")


def test_not_sure_is_kept_as_no_zone(opened):
    assert a_check_in(opened, None).zone is None


def test_the_same_one_sent_twice_is_one(opened):
    once = content(readings={"pulse": "70"})

    assert record_check_in(opened, once) is Outcome.NEW
    assert record_check_in(opened, replace(once, measured_at=clock.now())) is Outcome.IDENTICAL
    db.session.commit()

    assert len(_check_ins(opened)) == 1


def test_the_same_id_with_other_words_changes_nothing(opened):
    once = content("green")
    record_check_in(opened, once)

    assert record_check_in(opened, replace(once, worried=True)) is Outcome.CONFLICT
    db.session.commit()

    assert [row.worried for row in _check_ins(opened)] == [False]


def test_an_id_used_in_another_record_is_not_ours_even_with_the_same_words(opened):
    once = content("green")
    record_check_in(opened_by_patient(*a_patient()), once)

    assert record_check_in(opened, once) is Outcome.NOT_YOURS
    assert _check_ins(opened) == []


def test_it_names_the_plan_whose_words_were_recognised(opened):
    plan = a_self_care_plan(db.session.get_one(Record, opened.id))

    kept = a_check_in(opened)

    assert (kept.plan_id, kept.plan_version) == (plan.id, plan.version)


def test_it_works_without_any_plan(opened):
    assert a_check_in(opened).plan_id is None


def test_who_wrote_it_for_whom_is_kept(opened):
    relative = a_person("Datter")
    acting = replace(opened, actor=Actor(relative.id, relative.name, None, False, None), ground=Ground.FULLMAKT)

    kept = a_check_in(acting)

    assert (kept.author_name, kept.author_role, kept.on_behalf) == (relative.name, "relative", True)


def test_the_measures_it_answers_are_done(opened):
    plan = a_plan(db.session.get_one(Record, opened.id))
    for asks_for in ("check-in", "blood_pressure", "weight"):
        a_clinicians_measure(plan, title=asks_for, asks_for=asks_for, times=[])

    a_check_in(opened, readings={"blood_pressure_systolic": "130", "blood_pressure_diastolic": "80"})

    today = clock.today("Europe/Oslo")
    assert {line.asks_for: line.state for line in days(opened, today, today)} == {
        "check-in": "done",
        "blood_pressure": "done",
        "weight": "due",
    }


def test_one_that_tells_of_earlier_keeps_both_moments(opened):
    measured, received = clock.now() - timedelta(hours=3), clock.now()

    kept = a_check_in(opened, measured_at=measured, received_at=received)

    assert kept.received_at - kept.measured_at == received - measured


def test_two_taps_that_race_are_still_one(opened, monkeypatch):
    """The other connection got in between our look and our insert."""
    once = content("green", readings={"weight": "70"})
    record_check_in(opened, once)
    monkeypatch.setattr(actions, "_known", _blind_once(actions._known))

    assert record_check_in(opened, once) is Outcome.IDENTICAL
    db.session.commit()

    assert db.session.scalar(select(func.count()).where(Reading.check_in_id == once.id)) == 1


def _blind_once(real):
    looks = []

    def known(*asked):
        looks.append(asked)
        return None if len(looks) == 1 else real(*asked)

    return known


def _check_ins(opened):
    db.session.rollback()
    return db.session.scalars(select(CheckIn).where(CheckIn.record_id == opened.id)).all()
