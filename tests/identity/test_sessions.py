"""Sessions are rows: a new one for each sign-in, none left after signing out, and a copied cookie is worth nothing then."""

from __future__ import annotations

from datetime import timedelta
from typing import NamedTuple
from uuid import UUID

import pytest
import time_machine
from flask import Flask
from sqlalchemy import select, update

from app.devices.queries import targets
from app.identity.sessions import KEPT_AFTER_USE
from app.models.login_session import LoginSession
from app.platform import clock
from app.platform.db import db
from tests.factories.device import Browser, a_device
from tests.factories.people import a_clinician, a_patient
from tests.support.visitor import Visitor
from tests.support.world import Known


class Patient(NamedTuple):
    known: Known
    today: str


@pytest.fixture
def patient(app: Flask) -> Patient:
    with app.app_context():
        person, record = a_patient()
        return Patient(Known(person.id), f"/records/{record.id}/today")


def test_signing_out_ends_it_for_a_copied_cookie_too(app: Flask, patient: Patient) -> None:
    visitor = Visitor(app).sign_in(patient.known)
    thief = copy_of(visitor)
    assert thief.get(patient.today).status_code == 200
    assert visitor.post("/sign-out").status_code == 303
    assert thief.get(patient.today).status_code == 303
    assert visitor.get(patient.today).headers["Location"] == "/sign-in"


def test_signing_out_after_a_time_out_ends_the_session_and_its_notifications(app: Flask, patient: Patient) -> None:
    # Given a phone with notifications that nobody has used for forty minutes
    phone = Visitor(app).sign_in(patient.known)
    assert (
        phone.post("/settings/devices", Browser().form(app.extensions["push"].key.public) | {"on_purpose": "1"}).status_code
        == 204
    )
    lie_unused(app, patient, timedelta(minutes=40))
    assert phone.get(patient.today).headers["Location"] == "/sign-in"

    # When its owner signs out there
    assert phone.post("/sign-out").status_code == 303

    # Then the session is over, and nothing is sent to the phone any more
    assert sessions(app, patient) == []
    with app.app_context():
        assert targets([patient.known.id]) == []


def test_a_phone_that_lay_unused_can_be_signed_out_from_another_while_it_may_keep_a_plan(app: Flask, patient: Patient) -> None:
    Visitor(app).sign_in(patient.known)
    (lost,) = sessions(app, patient)
    for unused, offered in ((timedelta(minutes=40), True), (KEPT_AFTER_USE + timedelta(hours=1), False)):
        lie_unused(app, patient, unused, only=lost)
        here = Visitor(app).sign_in(patient.known)
        shown = here.get("/settings").text
        assert (f"/settings/sessions/{lost}/end" in shown, "Timed out. It may still show" in shown) == (offered, offered)
    here.post(f"/settings/sessions/{lost}/end")
    assert lost not in sessions(app, patient)


def test_a_phone_that_still_gets_notifications_can_be_signed_out_from_another_for_as_long_as_it_does(
    app: Flask, patient: Patient
) -> None:
    with app.app_context():
        lost = a_device(patient.known.id, seen_at=clock.now() - timedelta(days=20)).session_id
        db.session.commit()
    here = Visitor(app).sign_in(patient.known)
    assert f"/settings/sessions/{lost}/end" in here.get("/settings").text
    here.post(f"/settings/sessions/{lost}/end")
    with app.app_context():
        assert targets([patient.known.id]) == []
    assert f"/settings/sessions/{lost}/end" not in here.get("/settings").text


def test_a_browser_at_work_that_timed_out_keeps_nothing_and_is_not_listed(app: Flask) -> None:
    with app.app_context():
        nurse, clinician = a_clinician()
        known = Known(nurse.id), Known(clinician.id)
    Visitor(app).sign_in(*known)
    at_work = Patient(known[0], "")
    (before,) = sessions(app, at_work)
    lie_unused(app, at_work, timedelta(minutes=40))
    assert str(before) not in Visitor(app).sign_in(*known).get("/settings").text


def test_one_device_can_end_another_of_the_same_person(app: Flask, patient: Patient) -> None:
    here, there = Visitor(app).sign_in(patient.known), Visitor(app).sign_in(patient.known)
    other = sessions(app, patient)[0]
    assert here.post(f"/settings/sessions/{other}/end").status_code == 303
    still_in = [visitor.get(patient.today).status_code for visitor in (here, there)]
    assert sorted(still_in) == [200, 303]


def test_nobody_ends_the_session_of_another(app: Flask, patient: Patient) -> None:
    with app.app_context():
        other, _ = a_patient()
        other_id = Known(other.id)
    visitor = Visitor(app).sign_in(patient.known)
    Visitor(app).sign_in(other_id).post(f"/settings/sessions/{sessions(app, patient)[0]}/end")
    assert visitor.get(patient.today).status_code == 200


def test_the_database_holds_no_token_that_opens_anything(app: Flask, patient: Patient) -> None:
    visitor = Visitor(app).sign_in(patient.known)
    token = content(visitor)["token"]
    with app.app_context():
        stored = db.session.scalars(select(LoginSession.token_hash)).all()
    assert token not in stored
    assert Visitor(app).put_in_cookie({"token": stored[-1]}).get(patient.today).status_code == 303


@pytest.mark.parametrize("token", ["", "x", "\x00", "a" * 10_000])
def test_a_made_up_token_opens_nothing(app: Flask, patient: Patient, token: str) -> None:
    assert Visitor(app).put_in_cookie({"token": token}).get(patient.today).status_code == 303


def test_a_cookie_signed_by_another_key_opens_nothing(app: Flask, patient: Patient) -> None:
    visitor = Visitor(app).sign_in(patient.known)
    value = cookie(visitor)
    visitor.client.set_cookie(app.config["SESSION_COOKIE_NAME"], value[:-3] + "abc", domain="localhost")
    assert visitor.get(patient.today).status_code == 303


@pytest.mark.parametrize(("minutes", "status"), [(29, 200), (31, 303)])
def test_an_unused_session_ends(app: Flask, patient: Patient, minutes: int, status: int) -> None:
    visitor = Visitor(app).sign_in(patient.known)
    with time_machine.travel(clock.now() + timedelta(minutes=minutes), tick=False):
        assert visitor.get(patient.today).status_code == status


def test_a_used_session_goes_on_but_not_for_ever(app: Flask, patient: Patient) -> None:
    visitor = Visitor(app).sign_in(patient.known)
    began = clock.now()
    seen = {}
    for step in range(1, 12 * 60 // 25 + 2):
        with time_machine.travel(began + timedelta(minutes=25 * step), tick=False):
            seen[25 * step] = visitor.get(patient.today).status_code
    assert {minutes for minutes, status in seen.items() if status == 200} == {m for m in seen if m <= 12 * 60}


def test_the_cookie_is_out_of_reach_of_scripts_and_other_sites(app: Flask) -> None:
    set_cookie = Visitor(app).get("/sign-in?lang=en").headers["Set-Cookie"]
    assert "HttpOnly" in set_cookie
    assert "SameSite=Lax" in set_cookie
    assert "Path=/" in set_cookie
    assert "Domain" not in set_cookie


def lie_unused(app: Flask, patient: Patient, unused: timedelta, *, only: UUID | None = None) -> None:
    with app.app_context():
        those = [LoginSession.person_id == patient.known.id, *([LoginSession.id == only] if only else [])]
        db.session.execute(update(LoginSession).where(*those).values(seen_at=clock.now() - unused))
        db.session.commit()


def sessions(app: Flask, patient: Patient) -> list[UUID]:
    with app.app_context():
        own = select(LoginSession.id).where(LoginSession.person_id == patient.known.id, LoginSession.ended_at.is_(None))
        return list(db.session.scalars(own))


def cookie(visitor: Visitor) -> str:
    found = visitor.client.get_cookie(visitor.app.config["SESSION_COOKIE_NAME"], domain="localhost")
    assert found
    return found.value


def content(visitor: Visitor) -> dict[str, str]:
    return visitor.app.session_interface.get_signing_serializer(visitor.app).loads(cookie(visitor))  # type: ignore[attr-defined, no-any-return]


def copy_of(visitor: Visitor) -> Visitor:
    copy = Visitor(visitor.app)
    copy.client.set_cookie(visitor.app.config["SESSION_COOKIE_NAME"], cookie(visitor), domain="localhost")
    return copy
