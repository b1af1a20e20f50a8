"""The public pages: open to all, the same for all, and never without the numbers to call."""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace

import pytest
from flask import Flask
from sqlalchemy import event

from app.platform.db import db
from tests.factories.people import a_patient
from tests.support.phone import Phone, form_to

PAGES = ("/", "/emergency", "/privacy", "/accessibility", "/offline")
NOBODY_WATCHES = {
    "en": ("Nobody watches this round the clock.", "Nobody watches Egenplan round the clock."),
    "nb": ("Ingen følger med på dette døgnet rundt.", "Ingen følger med på Egenplan døgnet rundt."),
}


@pytest.mark.parametrize("language", ["nb", "en"])
@pytest.mark.parametrize("address", PAGES)
def test_open_to_strangers_with_the_numbers_to_call(phone: Callable[[], Phone], address: str, language: str) -> None:
    page = phone().get(address, {"lang": language}, status=200)
    assert f'<html lang="{language}">' in page
    assert 'href="tel:113"' in page
    assert 'href="tel:116117"' in page
    assert any(words in page for words in NOBODY_WATCHES[language])


@pytest.mark.parametrize("address", PAGES)
def test_the_same_for_the_signed_in_and_for_strangers(app: Flask, phone: Callable[[], Phone], address: str) -> None:
    known = _signed_in(app, phone())
    assert known.get(address + "?lang=nb").text == phone().get(address + "?lang=nb").text


@pytest.mark.parametrize("address", PAGES)
def test_nothing_is_looked_up_and_no_cookie_is_set(app: Flask, phone: Callable[[], Phone], address: str) -> None:
    with app.app_context():
        engine = db.engine
    asked: list[object] = []
    event.listen(engine, "before_cursor_execute", note := lambda *call: asked.append(call[2]))
    page = phone().get(address, status=200)
    event.remove(engine, "before_cursor_execute", note)
    assert asked == []
    assert "Set-Cookie" not in page.headers


def test_a_message_to_somebody_waits_for_their_own_page(app: Flask, phone: Callable[[], Phone]) -> None:
    known = _signed_in(app, phone())
    form_to(known.get("/settings"), "/settings/language").submit(status=303)
    assert "The language has been changed." not in known.get("/emergency?lang=en")
    assert "The language has been changed." in known.get("/settings")


def test_the_start_page_leads_in_and_to_both_languages(phone: Callable[[], Phone]) -> None:
    page = phone().get("/?lang=en")
    assert 'href="/sign-in"' in page
    assert 'href="?lang=nb" lang="nb"' in page
    assert 'href="?lang=en" lang="en" hreflang="en" aria-current="true"' in page


@pytest.mark.parametrize("number", ["113", "116117", "116123", "22591300"])
def test_every_line_can_be_called_by_touch(phone: Callable[[], Phone], number: str) -> None:
    assert f'href="tel:{number}"' in phone().get("/emergency")


def _signed_in(app: Flask, phone: Phone) -> Phone:
    with app.app_context():
        person, _ = a_patient()
        person_id = person.id
    return phone.sign_in(SimpleNamespace(id=person_id))
