"""From a notification to what it was about, by way of signing in."""

from __future__ import annotations

from uuid import UUID, uuid4

import pytest
from flask import Flask
from sqlalchemy import select

from app.models.measure import Measure
from app.models.missed_check_in_watch import MissedCheckInWatch
from app.models.person import Person
from app.models.reminder import Reminder
from app.platform.db import db
from tests.support.visitor import Visitor
from tests.support.world import World, a_world


@pytest.fixture
def world(database: None) -> World:
    return a_world()


def test_it_leads_to_the_measure(app: Flask, world: World) -> None:
    reminder = a_reminder(world, "the patient", world.ids["clinicians_measure_id"])
    answer = world.visitor(app, "the patient").get(f"/waiting/{reminder}")
    assert answer.location == f"/records/{world.record_id}/measures/{world.ids['clinicians_measure_id']}"


def test_it_leads_to_checking_in_where_something_is_asked_for(app: Flask, world: World) -> None:
    rhythm = db.session.query(Measure).filter_by(record_id=world.record_id, asks_for="check-in").one()
    answer = world.visitor(app, "the patient").get(f"/waiting/{a_reminder(world, 'the patient', rhythm.id)}")
    assert answer.location == f"/records/{world.record_id}/check-ins/new"


def test_who_was_told_of_a_missed_check_in_is_led_to_that_record(app: Flask, world: World) -> None:
    relative = "relative who may read"
    row = MissedCheckInWatch(id=uuid4(), record_id=world.record_id, person_id=world.people[relative][0].id, delay_minutes=60)
    db.session.add(row)
    db.session.commit()
    answer = world.visitor(app, relative).get(f"/waiting/{row.id}")
    assert answer.location == f"/records/{world.record_id}/today"


def test_anothers_leads_to_ones_own_as_one_that_never_was_does(app: Flask, world: World) -> None:
    reminder = a_reminder(world, "the patient", world.ids["measure_id"])
    for kind in ("another patient", "relative who may read", "relative whose fullmakt was ended"):
        visitor = world.visitor(app, kind)
        anothers, nobodys = visitor.get(f"/waiting/{reminder}"), visitor.get(f"/waiting/{uuid4()}")
        assert anothers.status_code == nobodys.status_code == 303
        assert anothers.location == nobodys.location
        assert str(world.record_id) not in anothers.location


def test_who_is_not_signed_in_signs_in_and_comes_on(app: Flask, world: World) -> None:
    reminder = a_reminder(world, "the patient", world.ids["measure_id"])
    patient = db.session.get_one(Person, world.people["the patient"][0].id)
    patient.demo_key = f"demo{uuid4().hex[:8]}"
    patient.given_name, patient.family_name = "Kari", "Prøvedatter"  # names at the door are no secret
    db.session.commit()
    phone = Visitor(app)
    assert phone.get(f"/waiting/{reminder}").location == "/sign-in"
    there = phone.post("/sign-in/demo", {"person": patient.demo_key, "csrf_token": token(phone)})
    assert there.location == f"/waiting/{reminder}"
    assert phone.get(there.location).location == f"/records/{world.record_id}/measures/{world.ids['measure_id']}"
    again = phone.post("/sign-in/demo", {"person": patient.demo_key, "csrf_token": token(phone)})
    assert "waiting" not in again.location


@pytest.mark.parametrize("planted", ["https://evil.test", "//evil.test", "x"])
def test_nobody_is_led_elsewhere(app: Flask, planted: str) -> None:
    assert Visitor(app).get(f"/waiting/{planted}").status_code in (404, 308)


def token(visitor: Visitor) -> str:
    return str(visitor.get("/notifications/token").get_json()["token"])


def a_reminder(world: World, kind: str, measure_id: object) -> UUID:
    named = {"person_id": world.people[kind][0].id, "measure_id": measure_id}
    row = db.session.scalar(select(Reminder).filter_by(**named)) or Reminder(id=uuid4(), record_id=world.record_id, **named)
    db.session.add(row)
    db.session.commit()
    return row.id
