"""A record's plan on one phone: chosen there, by its owner, and given for as long as it may be kept."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from flask import Flask
from sqlalchemy import select

from app.identity.sessions import KEPT_AFTER_USE
from app.models.consent import Consent
from app.models.login_session import LoginSession
from app.offline.rules import LEASE
from app.platform import clock
from app.platform.db import db
from tests.support.visitor import Visitor
from tests.support.world import World, a_world


@pytest.fixture
def world(app: Flask) -> World:
    with app.app_context():
        return a_world()


def test_nothing_is_given_to_a_phone_nobody_chose(app: Flask, world: World) -> None:
    visitor, phone = phone_of(app, world)
    assert asked(visitor, world, phone).status_code == 410
    assert asked(visitor, world, str(uuid4())).status_code == 410


def test_what_is_chosen_is_given_without_tokens_and_only_once(app: Flask, world: World) -> None:
    visitor, phone = phone_of(app, world)
    assert visitor.post(room(world), {"phone": phone}).status_code == 204
    answer = asked(visitor, world, phone)
    assert set(answer.json["rooms"]) == {"today", "plan", "check-in"}
    assert "csrf_token" not in answer.text
    assert answer.headers["Cache-Control"] == "no-store"
    for name in (answer.headers["ETag"], asked(visitor, world, phone, {"Accept-Encoding": "gzip"}).headers["ETag"]):
        again = asked(visitor, world, phone, {"If-None-Match": name, "Accept-Encoding": "gzip"})
        assert (again.status_code, again.data) == (304, b"")


def test_nobody_chooses_for_somebody_elses_phone(app: Flask, world: World) -> None:
    _, theirs = phone_of(app, world)
    relative = world.visitor(app, "relative who may read")
    assert relative.post(room(world), {"phone": theirs}).status_code == 403
    assert relative.post(room(world), {"phone": "x"}).status_code == 422
    assert asked(relative, world, theirs).status_code == 410


def test_it_ends_by_choice_by_withdrawal_and_with_the_session(app: Flask, world: World) -> None:
    visitor, phone = phone_of(app, world)
    visitor.post(room(world), {"phone": phone})
    visitor.post(f"{room(world)}/end", {"phone": phone})
    assert asked(visitor, world, phone).status_code == 410
    assert visitor.get(f"/phone/copies?phone={phone}").json == {"records": []}
    visitor.post(room(world), {"phone": phone})
    assert asked(visitor, world, phone).status_code == 200
    with app.app_context():
        for consent in db.session.scalars(select(Consent).filter_by(record_id=world.record_id)):
            consent.withdrawn_at = clock.now()
        db.session.commit()
    assert asked(visitor, world, phone).status_code == 410
    stranger = Visitor(app)
    assert asked(stranger, world, phone).status_code == 401
    assert asked(stranger, world, phone).json == {"session": "ended"}


def test_every_answer_about_a_copy_is_marked_as_ours(app: Flask, world: World) -> None:
    """So that what stands in front of us and answers for us takes no plan off a phone."""
    visitor, phone = phone_of(app, world)
    answers = [asked(visitor, world, phone), asked(Visitor(app), world, phone)]
    visitor.post(room(world), {"phone": phone})
    answers.append(asked(visitor, world, phone))
    answers.append(asked(visitor, world, phone, {"If-None-Match": answers[-1].headers["ETag"]}))
    answers.append(asked(world.visitor(app, "another patient"), world, phone))
    assert [each.status_code for each in answers] == [410, 401, 200, 304, 404]
    assert {each.headers.get("Egenplan") for each in answers} == {"copy"}


def test_a_phone_is_told_whether_its_sign_in_was_ended_or_only_timed_out(app: Flask, world: World) -> None:
    visitor, _ = phone_of(app, world)
    seen = [Visitor(app).get("/phone").json["ended"], visitor.get("/phone").json["ended"]]
    with app.app_context():
        of_patient = select(LoginSession).where(LoginSession.person_id == world.people["the patient"][0].id)
        latest = db.session.scalars(of_patient.order_by(LoginSession.created_at.desc()).limit(1)).one()
        latest.seen_at = clock.now() - timedelta(minutes=40)
        db.session.commit()
        seen.append(visitor.get("/phone").json["ended"])
        latest.ended_at = clock.now()
        db.session.commit()
    assert [*seen, visitor.get("/phone").json["ended"]] == [False, False, False, True]


def test_a_browser_is_listed_for_as_long_as_it_may_keep_a_plan() -> None:
    assert KEPT_AFTER_USE == LEASE


def test_who_may_only_read_is_given_no_form(app: Flask, world: World) -> None:
    visitor, phone = phone_of(app, world, "relative who may read")
    visitor.post(room(world), {"phone": phone})
    answer = asked(visitor, world, phone)
    assert set(answer.json["rooms"]) == {"today", "plan"}
    assert "On behalf of" in answer.json["around"]


def phone_of(app: Flask, world: World, kind: str = "the patient") -> tuple[Visitor, str]:
    visitor = world.visitor(app, kind)
    return visitor, visitor.post("/phone/key").json["phone"]


def room(world: World) -> str:
    return f"/records/{world.record_id}/on-this-phone"


def asked(visitor: Visitor, world: World, phone: str, headers: dict[str, str] | None = None):  # type: ignore[no-untyped-def]
    return visitor.get(f"/records/{world.record_id}/offline-snapshot?phone={phone}", headers=headers or {})
