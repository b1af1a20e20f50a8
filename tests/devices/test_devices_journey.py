"""Turning notifications on in a browser, and off again, from wherever one is."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

import pytest
from flask import Flask
from sqlalchemy import select

from app.devices.queries import targets
from app.identity.sessions import forget_old_sessions
from app.models.login_session import LoginSession
from app.models.person import Person
from app.models.push_subscription import PushSubscription
from app.platform import clock
from app.platform.crypto import lookup_hash
from app.platform.db import db
from tests.factories.device import Browser
from tests.factories.people import a_patient
from tests.support.visitor import Visitor

PAGE = "/settings/devices"


@pytest.fixture
def kari(database: None) -> Person:
    return a_patient("Kari")[0]


@pytest.fixture
def ola(database: None) -> Person:
    return a_patient("Ola")[0]


def test_a_browser_that_is_turned_on_gets_its_owners_notifications(app: Flask, kari: Person) -> None:
    browser, phone = Browser(), Visitor(app).sign_in(kari)
    assert "Notifications are on here" not in phone.get(PAGE).text

    assert turn_on(phone, browser).status_code == 204

    assert "Notifications are on here" in phone.get(PAGE).text
    (target,) = targets([kari.id])
    assert (target.person_id, target.subscription) == (kari.id, browser.subscription(key(app)))


def test_nothing_of_the_address_can_be_read_in_the_table(app: Flask, kari: Person) -> None:
    browser = Browser()
    turn_on(Visitor(app).sign_in(kari), browser)

    raw = db.session.execute(select(PushSubscription.__table__).where(PushSubscription.person_id == kari.id)).mappings().one()

    stored = db.session.connection().exec_driver_sql("SELECT endpoint, auth FROM push_subscription").all()
    assert all(browser.endpoint not in each.endpoint and browser.auth not in each.auth for each in stored)
    assert raw["endpoint_hash"] == lookup_hash(browser.endpoint)


def test_the_same_browser_again_is_the_same_device(app: Flask, kari: Person) -> None:
    browser, phone = Browser(), Visitor(app).sign_in(kari)
    for _ in range(3):
        assert turn_on(phone, browser).status_code == 204
    assert len(targets([kari.id])) == 1


def test_a_browser_with_a_new_address_has_no_old_one(app: Flask, kari: Person) -> None:
    phone, new = Visitor(app).sign_in(kari), Browser()
    turn_on(phone, Browser())
    turn_on(phone, new)
    assert endpoints(kari) == [new.endpoint]


def test_a_new_sign_in_by_another_takes_the_browser_over(app: Flask, kari: Person, ola: Person) -> None:
    browser = Browser()
    turn_on(Visitor(app).sign_in(kari), browser)

    assert synced(Visitor(app).sign_in(ola), browser).status_code == 204

    assert endpoints(kari) == []
    assert endpoints(ola) == [browser.endpoint]


def test_signing_out_ends_it(app: Flask, kari: Person) -> None:
    phone = Visitor(app).sign_in(kari)
    turn_on(phone, Browser())
    phone.post("/sign-out")
    assert targets([kari.id]) == []
    assert rows(kari) == []


def test_signing_that_browser_out_from_another_ends_it(app: Flask, kari: Person) -> None:
    phone, desk = Visitor(app).sign_in(kari), Visitor(app).sign_in(kari)
    turn_on(phone, Browser())
    session_id = rows(kari)[0].session_id
    desk.post(f"/settings/sessions/{session_id}/end")
    assert targets([kari.id]) == []


def test_another_person_cannot_end_it(app: Flask, kari: Person, ola: Person) -> None:
    turn_on(Visitor(app).sign_in(kari), Browser())
    (row,) = rows(kari)
    stranger = Visitor(app).sign_in(ola)
    stranger.post(f"/settings/sessions/{row.session_id}/end")
    stranger.post(f"{PAGE}/{row.id}/remove")
    assert stranger.post(f"{PAGE}/{row.id}/try").status_code == 404
    assert len(targets([kari.id])) == 1


def test_a_time_out_does_not_end_it(app: Flask, kari: Person) -> None:
    """The phone lies unused for most of the day, and it is then that it should remind."""
    phone, browser = Visitor(app).sign_in(kari), Browser()
    turn_on(phone, browser)
    time_out(kari)
    assert phone.get(PAGE).status_code == 303
    assert endpoints(kari) == [browser.endpoint]


def test_after_a_time_out_the_next_sign_in_has_it_and_ends_it(app: Flask, kari: Person) -> None:
    phone, browser = demo_phone(app, kari), Browser()
    turn_on(phone, browser)
    time_out(kari)

    phone.post("/sign-in/demo", {"person": kari.demo_key})
    assert endpoints(kari) == [browser.endpoint]
    assert "Notifications are on here" in english(phone).get(PAGE).text

    phone.post("/sign-out", {"csrf_token": phone.get("/notifications/token").get_json()["token"]})
    assert endpoints(kari) == []


def test_after_a_time_out_somebody_else_on_the_phone_ends_it(app: Flask, kari: Person, ola: Person) -> None:
    phone = demo_phone(app, kari)
    turn_on(phone, Browser())
    time_out(kari)
    demo_phone(app, ola)
    phone.post("/sign-in/demo", {"person": ola.demo_key})
    assert endpoints(kari) == endpoints(ola) == []


def test_one_removed_from_afar_is_told_so_and_comes_back_only_on_purpose(app: Flask, kari: Person) -> None:
    phone, desk, browser = Visitor(app).sign_in(kari), Visitor(app).sign_in(kari), Browser()
    turn_on(phone, browser)

    desk.post(f"{PAGE}/{rows(kari)[0].id}/remove")

    assert endpoints(kari) == []
    assert [row.endpoint for row in rows(kari)] == [""]
    assert synced(phone, browser).status_code == 410
    assert turn_on(phone, browser).status_code == 204
    assert endpoints(kari) == [browser.endpoint]


def test_the_language_of_the_phone_is_kept_with_it(app: Flask, kari: Person) -> None:
    phone, browser = Visitor(app).sign_in(kari), Browser()
    turn_on(phone, browser)
    phone.post("/settings/language", {"language": "nb"})
    before = rows(kari)[0].language
    synced(phone, browser)
    assert (before, rows(kari)[0].language, rows(kari)[0].time_zone) == ("en", "nb", "Europe/Oslo")


def test_the_mark_on_a_page_changes_with_sign_in_and_language_and_is_on_no_public_page(app: Flask, kari: Person) -> None:
    phone = Visitor(app).sign_in(kari)
    first = mark(phone)
    assert first == mark(phone)
    phone.post("/settings/language", {"language": "nb"})
    assert len({first, mark(phone), mark(Visitor(app).sign_in(kari))}) == 3
    assert "egenplan-push" not in Visitor(app).get("/emergency").text


def test_a_script_that_makes_devices_for_ever_drives_out_only_its_own(app: Flask, kari: Person) -> None:
    kept = [Browser() for _ in range(25)]
    for browser in kept:
        turn_on(Visitor(app).sign_in(kari), browser)
    assert len(endpoints(kari)) == 20
    assert kept[-1].endpoint in endpoints(kari)


def test_old_sessions_are_forgotten_with_their_devices(app: Flask, kari: Person) -> None:
    turn_on(Visitor(app).sign_in(kari), Browser())
    forget_old_sessions(clock.now() + clock.now().resolution)
    db.session.commit()
    assert rows(kari) == []


def turn_on(visitor: Visitor, browser: Browser) -> Any:
    return visitor.post(PAGE, browser.form(key(visitor.app)) | {"on_purpose": "1"})


def synced(visitor: Visitor, browser: Browser) -> Any:
    return visitor.post(PAGE, browser.form(key(visitor.app)))


def key(app: Flask) -> str:
    return str(app.extensions["push"].key.public)


def endpoints(person: Person) -> list[str]:
    db.session.rollback()
    return [target.subscription.endpoint for target in targets([person.id])]


def rows(person: Person) -> list[PushSubscription]:
    db.session.rollback()
    return list(db.session.scalars(select(PushSubscription).where(PushSubscription.person_id == person.id)))


def time_out(person: Person) -> None:
    """Nobody has used the sign-ins of `person` for a day."""
    db.session.rollback()
    for row in db.session.scalars(select(LoginSession).where(LoginSession.person_id == person.id)):
        row.seen_at = row.created_at = clock.now().replace(year=clock.now().year - 1)
    db.session.commit()


def demo_phone(app: Flask, person: Person) -> Visitor:
    """A browser whose owner can sign in again by the demo's door."""
    known: UUID = person.id
    db.session.get_one(Person, known).demo_key = f"demo{uuid4().hex[:8]}"
    db.session.commit()
    return Visitor(app).sign_in(person)


def english(visitor: Visitor) -> Visitor:
    visitor.get("/settings?lang=en")
    return visitor


def mark(visitor: Visitor) -> str:
    text = visitor.get("/settings").text
    return text.split('name="egenplan-push" content="')[1].split('"')[0]
