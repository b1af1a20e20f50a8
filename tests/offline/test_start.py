"""What the home screen opens, for who must sign in first; and what signing out takes out of the browser."""

from __future__ import annotations

import re
from uuid import uuid4

import pytest
from flask import Flask

from app.models.person import Person
from app.platform.db import db
from tests.support.visitor import Visitor
from tests.support.world import World, a_world


@pytest.fixture
def world(database: None) -> World:
    return a_world()


def test_what_a_shortcut_asked_for_is_carried_through_signing_in_once(app: Flask, world: World) -> None:
    key, phone = at_the_door(world, "the patient"), Visitor(app)
    assert phone.get("/start/check-in").location == "/sign-in"
    assert sign_in(phone, key) == "/start/check-in"
    assert phone.get("/start/check-in").location == f"/records/{world.record_id}/check-ins/new"
    assert sign_in(phone, key) == f"/records/{world.record_id}/today"


def test_the_latest_wish_is_the_one_that_counts(app: Flask, world: World) -> None:
    key, phone, opaque = at_the_door(world, "the patient"), Visitor(app), uuid4()
    phone.get(f"/waiting/{opaque}")
    phone.get("/start/check-in")
    assert sign_in(phone, key) == "/start/check-in"
    other = Visitor(app)
    other.get("/start/check-in")
    other.get(f"/waiting/{opaque}")
    assert sign_in(other, key) == f"/waiting/{opaque}"


def test_a_room_that_is_not_one_is_no_wish(app: Flask, world: World) -> None:
    key, phone = at_the_door(world, "the patient"), Visitor(app)
    assert phone.get("/start/elsewhere").status_code == 404
    assert sign_in(phone, key) == f"/records/{world.record_id}/today"


def test_signing_out_clears_what_the_browser_would_go_back_to_and_not_what_is_unsent(app: Flask, world: World) -> None:
    answer = world.visitor(app, "the patient").post("/sign-out")
    assert answer.headers["Clear-Site-Data"] == '"cache"'


def at_the_door(world: World, kind: str) -> str:
    person = db.session.get_one(Person, world.people[kind][0].id)
    person.demo_key = f"demo{uuid4().hex[:8]}"
    person.given_name, person.family_name = "Kari", "Prøvedatter"  # names at the door are no secret
    db.session.commit()
    return str(person.demo_key)


def sign_in(phone: Visitor, key: str) -> str:
    found = re.search(r'name="csrf_token" value="([^"]+)"', phone.get("/sign-in").get_data(as_text=True))
    assert found
    return str(phone.post("/sign-in/demo", {"person": key, "csrf_token": found[1]}).location)
