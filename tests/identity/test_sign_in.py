"""Signing in through the demo's door: a new session each time, and the first room of who one is."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from app import create_app
from app.config import read_config
from app.models.person import Person
from app.platform.db import db
from app.platform.migrate import upgrade
from tests.factories.people import a_care_team_member, a_clinician, a_fullmakt, a_patient, a_person
from tests.support import canaries
from tests.support.applications import environment
from tests.support.visitor import Visitor


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """A demo with one of each kind of person; its own, since demo people are known by their key."""
    app = small_app(tmp_path_factory.mktemp("demo"))
    with app.app_context():
        _, record = a_patient(demo_key="patient")
        a_fullmakt(record, a_person(demo_key="relative"))
        nurse_person, nurse = a_clinician()
        nurse_person.demo_key = "nurse"
        a_care_team_member(record, nurse)
    yield app
    with app.app_context():
        db.engine.dispose()


def small_app(folder: Path, **settings: str) -> Flask:
    app = create_app(read_config(environment(f"sqlite:///{folder}/small.sqlite", folder) | settings))
    with app.app_context():
        upgrade()
    canaries.watch(app)
    return app


@pytest.mark.parametrize(("key", "room"), [("patient", "/today"), ("relative", "/records"), ("nurse", "/clinic")])
def test_each_comes_to_their_first_room(demo: Flask, key: str, room: str) -> None:
    visitor = Visitor(demo)
    answer = visitor.post("/sign-in/demo", {"person": key})
    assert answer.status_code == 303
    assert answer.headers["Location"].endswith(room)
    assert visitor.get(answer.headers["Location"]).status_code == 200


def test_the_door_lists_the_people(demo: Flask) -> None:
    page = Visitor(demo).get("/sign-in").text
    assert all(f'value="{key}"' in page for key in ("patient", "relative", "nurse"))


@pytest.mark.parametrize("person", ["", "nobody", "patient\x00", "x" * 5000])
def test_somebody_unknown_is_a_calm_400(demo: Flask, person: str) -> None:
    assert Visitor(demo).post("/sign-in/demo", {"person": person}).status_code == 400


def test_a_new_sign_in_takes_nothing_over_from_the_one_before(demo: Flask) -> None:
    visitor = Visitor(demo)
    first = visitor.post("/sign-in/demo", {"person": "patient"}).headers["Location"]
    old = visitor.client.get_cookie(demo.config["SESSION_COOKIE_NAME"], domain="localhost")
    assert old
    token = visitor.csrf_token
    page = visitor.get("/sign-in").text
    assert token not in page
    visitor.client.post("/sign-in/demo", data={"person": "nurse", "csrf_token": _token(page)}, base_url="http://localhost")
    thief = Visitor(demo)
    thief.client.set_cookie(demo.config["SESSION_COOKIE_NAME"], old.value, domain="localhost")
    assert thief.get(first).status_code == 303, "the session of before is still alive"


def test_what_a_first_page_asks_for_at_once_gets_no_cookies_that_undo_each_other(demo: Flask) -> None:
    visitor = Visitor(demo)
    visitor.post("/sign-in/demo", {"person": "patient"})
    answers = [visitor.get(address) for address in ("/phone", "/notifications/token")]
    assert [answer.status_code for answer in answers] == [200, 200]
    assert [answer.headers.get("Set-Cookie") for answer in answers] == [None, None]


def test_without_the_demo_there_is_no_such_door(tmp_path: Path) -> None:
    app = small_app(tmp_path, EGENPLAN_DEMO="0")
    with app.app_context():
        a_patient(demo_key="patient")
    assert Visitor(app).post("/sign-in/demo", {"person": "patient"}).status_code == 404
    assert 'value="patient"' not in Visitor(app).get("/sign-in").text


def test_signed_out_a_page_sends_to_the_door_and_a_form_says_so(demo: Flask) -> None:
    with demo.app_context():
        record_id = db.session.query(Person).filter_by(demo_key="patient").one().id
    assert Visitor(demo).get(f"/records/{record_id}/today").headers["Location"] == "/sign-in"
    assert Visitor(demo).post("/settings/language", {"language": "nb"}).status_code == 401


def _token(page: str) -> str:
    return page.split('name="csrf_token" value="')[1].split('"', maxsplit=1)[0]
