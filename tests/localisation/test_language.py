"""Which language: the person's own choice, else the visitor's, else the browser's, else bokmål."""

from __future__ import annotations

import pytest
from flask import Flask

from app.models.person import Person
from app.platform.db import db
from tests.factories.people import a_patient
from tests.support.html import Page
from tests.support.visitor import Visitor


@pytest.mark.parametrize(
    ("browser", "spoken"),
    [
        ("", "nb"),
        ("en", "en"),
        ("en-GB,nb;q=0.9", "en"),
        ("no", "nb"),
        ("nn-NO", "nb"),
        ("de,fr;q=0.8", "nb"),
        ("de,en;q=0.5", "en"),
        ("nb;q=0.1,en;q=0.9", "en"),
        ("*", "nb"),
        ("x" * 3000, "nb"),
        (";;q=,,=", "nb"),
    ],
)
def test_the_browsers_language_else_bokmal(app: Flask, browser: str, spoken: str) -> None:
    assert language(visitor(app), {"Accept-Language": browser}) == spoken


def test_what_a_visitor_chose_outranks_the_browser_and_lasts(app: Flask) -> None:
    reader = visitor(app)
    assert language(reader, {"Accept-Language": "nb"}, "/emergency?lang=en") == "en"
    assert language(reader, {"Accept-Language": "nb"}) == "en"


@pytest.mark.parametrize("wished", ["xx", "../nb", "nb_NO.UTF-8", "", "en%00"])
def test_a_language_we_do_not_speak_is_not_tried(app: Flask, wished: str) -> None:
    assert language(visitor(app), {}, f"/emergency?lang={wished}") == "nb"


@pytest.mark.parametrize(("own", "other"), [("nb", "en"), ("en", "nb")])
def test_a_persons_own_choice_outranks_all(app: Flask, own: str, other: str) -> None:
    with app.app_context():
        person, _ = a_patient(language=own)
        person_id = person.id
    reader = Visitor(app).sign_in(Person(id=person_id))
    assert language(reader, {"Accept-Language": other}, f"/records?lang={other}") == own


def test_a_changed_choice_is_kept_with_the_person(app: Flask) -> None:
    with app.app_context():
        person, _ = a_patient(language="nb")
        person_id = person.id
    reader = Visitor(app).sign_in(Person(id=person_id))
    assert reader.post("/settings/language", {"language": "en"}).status_code == 303
    assert language(reader, {}, "/settings") == "en"
    with app.app_context():
        assert db.session.get_one(Person, person_id).language == "en"


def test_the_page_says_which_language_it_is_in(app: Flask) -> None:
    for wished in ("nb", "en"):
        page = visitor(app).get(f"/emergency?lang={wished}")
        assert Page(page.text).all("html")[0]["lang"] == wished


def visitor(app: Flask) -> Visitor:
    """Somebody who has never chosen."""
    reader = Visitor(app)
    reader.client.delete_cookie(app.config["SESSION_COOKIE_NAME"], domain="localhost")
    return reader


def language(reader: Visitor, headers: dict[str, str], address: str = "/emergency") -> str:
    return Page(reader.get(address, headers=headers).text).all("html")[0]["lang"]
