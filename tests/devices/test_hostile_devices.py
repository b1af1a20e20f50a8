"""What nobody's browser would send, and workers that speak for a browser that is not theirs."""

from __future__ import annotations

import random
from uuid import uuid4

import pytest
from flask import Flask

from app.devices.queries import targets
from app.models.login_session import LoginSession
from app.models.person import Person
from app.platform import clock
from app.platform.db import db
from app.platform.security import limiter
from tests.devices.test_devices_journey import PAGE, endpoints, key, rows, time_out, turn_on
from tests.factories.device import Browser
from tests.factories.people import a_patient
from tests.platform.push_hostile import endpoints as hostile
from tests.platform.test_hostile_input import SEED, VALUES
from tests.support.forms import encoded
from tests.support.visitor import Visitor

FORM = "application/x-www-form-urlencoded"


@pytest.fixture
def kari(database: None) -> Person:
    return a_patient("Kari")[0]


@pytest.fixture(autouse=True)
def _unhurried() -> None:
    limiter.reset()


def test_no_hostile_endpoint_is_kept(app: Flask, kari: Person) -> None:
    phone, chance = Visitor(app).sign_in(kari), random.Random(SEED)
    # What is no letter at all comes out of a form as something else.
    for endpoint in chance.sample([each for each in hostile() if "\ud800" not in each], k=60):
        form = Browser().form(key(app)) | {"endpoint": endpoint}
        answer = phone.send("POST", PAGE, data=encoded([*form.items(), ("csrf_token", phone.csrf_token)]), content_type=FORM)
        assert answer.status_code == 422, (SEED, endpoint)
        assert "notification service" in answer.text
    assert rows(kari) == []


@pytest.mark.parametrize("name", ["endpoint", "p256dh", "auth", "application_key", "time_zone", "old_endpoint", "old_auth"])
@pytest.mark.parametrize("address", [PAGE, "/notifications/renew"])
def test_nothing_that_is_sent_breaks_anything(app: Flask, kari: Person, address: str, name: str) -> None:
    phone = Visitor(app).sign_in(kari)
    for value in (*VALUES, "../../etc/localtime", "Europe", "Europe/Nowhere"):
        pairs = [(each, word) for each, word in Browser().form(key(app)).items() if each != name]
        sent = encoded([*pairs, (name, value), ("csrf_token", phone.csrf_token)])
        answer = phone.send("POST", address, data=sent, content_type=FORM)
        assert answer.status_code in (204, 410, 422), (name, value, answer.status_code)


def test_what_is_not_a_form_is_answered_kindly(app: Flask, kari: Person) -> None:
    phone = Visitor(app).sign_in(kari)
    for body, kind in ((b"[" * 100_000, "application/json"), (b"{}", "application/json"), (b"\xff", FORM), (b"", FORM)):
        answer = phone.send("POST", PAGE, data=body, content_type=kind, headers={"X-CSRFToken": phone.csrf_token})
        assert answer.status_code == 422


def test_a_browser_renewed_with_nobody_signed_in_goes_on(app: Flask, kari: Person) -> None:
    old, new = Browser(), Browser()
    turn_on(Visitor(app).sign_in(kari), old)
    time_out(kari)
    assert renewed(app, old, new) == 204
    assert endpoints(kari) == [new.endpoint]


def test_who_does_not_know_the_secret_moves_nothing(app: Flask, kari: Person) -> None:
    old, thief = Browser(), Browser()
    turn_on(Visitor(app).sign_in(kari), old)
    for secret in (thief.auth, "", "x" * 22):
        assert renewed(app, Browser(old.endpoint, secret=b""), thief, old_auth=secret) == 410
    assert renewed(app, thief, Browser()) == 410
    assert endpoints(kari) == [old.endpoint]


def test_one_that_was_ended_or_removed_cannot_be_renewed_back_to_life(app: Flask, kari: Person) -> None:
    removed, ended, new = Browser(), Browser(), Browser()
    phone, other = Visitor(app).sign_in(kari), Visitor(app).sign_in(kari)
    turn_on(phone, removed)
    phone.post(f"{PAGE}/{rows(kari)[0].id}/remove")
    turn_on(other, ended)
    for row in db.session.query(LoginSession).filter_by(person_id=kari.id):
        row.ended_at = clock.now()
    db.session.commit()
    assert renewed(app, removed, new) == renewed(app, ended, new) == 410
    assert renewed(app, removed, new, old_auth="") == 410
    assert targets([kari.id]) == []


def test_one_tried_out_says_plainly_what_became_of_it(app: Flask, kari: Person) -> None:
    phone = Visitor(app).sign_in(kari)
    turn_on(phone, Browser(f"http://127.0.0.1:10/{uuid4().hex}"))
    answer = phone.post(f"{PAGE}/{rows(kari)[0].id}/try", follow_redirects=True)
    assert "does not answer just now" in answer.text
    assert rows(kari)[0].retry_at is not None
    assert rows(kari)[0].sent_at is None


def renewed(app: Flask, old: Browser, new: Browser, **changes: str) -> int:
    form = new.form(key(app)) | {"old_endpoint": old.endpoint, "old_auth": old.auth} | changes
    return Visitor(app).post("/notifications/renew", form).status_code
