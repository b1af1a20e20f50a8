"""What is on the pages today, once the demo is loaded."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy import select

from app.access.purposes import Purpose
from app.access.record import Record
from app.check_ins.queries import last_check_in
from app.demo.seed.people import actor_of
from app.goals.queries import what_matters
from app.identity.people import demo_people
from app.measures.queries import asked_for, days
from app.models.person import Person
from app.platform import clock
from app.platform.db import db
from app.zones.queries import current_zones

pytestmark = pytest.mark.usefixtures("demo_database")
Opened = Callable[..., Record]


def test_kari_is_worried_this_morning_and_nobody_has_seen_it(opened: Opened):
    line = last_check_in(opened("nurse", "patient", Purpose.FOLLOW_UP))

    assert line
    assert (line.zone, line.worried, line.acknowledgements) == ("yellow", True, ())
    assert line.received_at <= clock.now()


@pytest.mark.parametrize(
    ("key", "matters"),
    [
        ("patient", "Gå til butikken uten å stoppe"),
        ("patient2", "Dra på isfiske med barnebarna og bære boret selv"),
        ("patient3", "Hente Jonas i barnehagen fire dager i uka, og ha litt igjen til kvelden"),
    ],
)
def test_what_matters_most_is_said_in_the_patients_own_words(opened: Opened, key: str, matters: str):
    goal = what_matters(opened("nurse", key, Purpose.FOLLOW_UP))

    assert goal
    assert (goal.text, goal.expressed_by) == (matters, "patient")


def test_each_patient_has_something_to_do_today(opened: Opened):
    today = clock.today("Europe/Oslo")
    for key in ("patient", "patient2", "patient3"):
        assert days(opened("nurse", key, Purpose.FOLLOW_UP), today, today)


def test_the_plan_asks_for_what_the_patient_measures(opened: Opened):
    assert asked_for(opened("nurse", "patient2", Purpose.FOLLOW_UP)) == ["weight", "blood_pressure", "glucose"]


def test_the_zones_name_whom_to_contact(opened: Opened):
    plan = current_zones(opened("relative"))

    assert plan
    assert next(contact.phone for contact in plan.contacts if "red" in contact.levels) == "113"
    assert "Nina Johansen, sykepleier" in [contact.name for contact in plan.contacts]


def test_the_patient_may_go_on_where_the_story_ends():
    kari = next(person for person in demo_people() if person.key == "patient")
    actor = actor_of(db.session.scalars(select(Person).where(Person.id == kari.person_id)).one())

    assert actor.practice is None
    assert actor.language == "nb"
