"""A key for each person on each phone: the same again for its owner, never for anybody else."""

from __future__ import annotations

from base64 import b64decode

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from app.models.phone_key import PhoneKey
from app.platform import clock
from app.platform.db import db
from tests.factories.people import a_clinician, a_patient
from tests.support.visitor import Visitor
from tests.support.world import Known


@pytest.fixture
def kari(app: Flask) -> Visitor:
    with app.app_context():
        return Visitor(app).sign_in(Known(a_patient()[0].id))


@pytest.fixture
def ola(app: Flask) -> Visitor:
    with app.app_context():
        return Visitor(app).sign_in(Known(a_patient()[0].id))


def asked(visitor: Visitor, phone: str = "") -> dict[str, str]:
    answer = visitor.post("/phone/key", {"phone": phone})
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "no-store"
    return dict(answer.json)


def test_a_key_is_256_bits_and_another_on_every_phone(kari: Visitor) -> None:
    one, two = asked(kari), asked(kari)
    assert len(b64decode(one["key"])) == 32
    assert one["key"] != two["key"]
    assert one["owner"] == two["owner"]


def test_the_same_person_gets_the_same_key_on_the_same_phone_again(kari: Visitor) -> None:
    first = asked(kari)
    assert asked(kari, first["phone"]) == first


def test_nobody_gets_the_key_of_another(kari: Visitor, ola: Visitor) -> None:
    hers = asked(kari)
    his = asked(ola, hers["phone"])
    assert his["phone"] != hers["phone"]
    assert his["key"] != hers["key"]
    assert his["owner"] != hers["owner"]


def test_a_key_that_was_ended_is_not_given_again(app: Flask, kari: Visitor) -> None:
    first = asked(kari)
    with app.app_context():
        rows = db.session.query(PhoneKey).all()
        next(row for row in rows if str(row.id) == first["phone"]).ended_at = clock.now()
        db.session.commit()
    assert asked(kari, first["phone"])["key"] != first["key"]


@pytest.mark.parametrize("phone", ["", "not one", "0" * 36, "5f1c7a5e-3f0b-4b8e-9a51-0c6f6a1d2e43", "\0", "å" * 500])
def test_whatever_the_phone_says_it_is_called_there_is_an_answer(kari: Visitor, phone: str) -> None:
    assert asked(kari, phone)["key"]


def test_at_work_one_is_another_owner(app: Flask) -> None:
    with app.app_context():
        person, clinician = a_clinician()
        who = Known(person.id), Known(clinician.id)
    private, at_work = Visitor(app).sign_in(who[0]), Visitor(app).sign_in(*who)
    one, two = asked(private), asked(at_work)
    assert one["owner"] != two["owner"]
    assert asked(at_work, one["phone"])["key"] != one["key"]
    assert at_work.get("/phone").json["owner"] is None


def test_who_is_signed_in_is_said_by_a_mark_that_says_nothing(app: Flask) -> None:
    with app.app_context():
        person, record = a_patient()
        person_id, today = person.id, f"/records/{record.id}/today"
    visitor = Visitor(app).sign_in(Known(person_id))
    owner = visitor.get("/phone").json["owner"]
    assert f'<meta name="owner" content="{owner}">' in page(visitor.get(today))
    assert str(person_id) not in page(visitor.get(today))
    assert Visitor(app).get("/phone").json["owner"] is None
    assert 'name="owner"' not in page(Visitor(app).get("/"))


def test_the_token_given_is_good_for_sending(kari: Visitor) -> None:
    token = kari.get("/phone").json["token"]
    answer = kari.send("POST", "/phone/key", headers={"X-CSRFToken": token})
    assert answer.status_code == 200
    assert kari.send("POST", "/phone/key").status_code == 400


def page(answer: TestResponse) -> str:
    assert answer.status_code == 200
    return str(answer.text)
