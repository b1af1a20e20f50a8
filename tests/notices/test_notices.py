"""The public pages: open to all, the same for all, and never without the numbers to call."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient
from sqlalchemy import event

from app.platform.db import db

PAGES = ("/", "/emergency", "/privacy", "/accessibility", "/offline")
NOBODY_WATCHES = {
    "en": ("Nobody watches this round the clock.", "Nobody watches Egenplan round the clock."),
    "nb": ("Ingen følger med på dette døgnet rundt.", "Ingen følger med på Egenplan døgnet rundt."),
}


@pytest.mark.parametrize("language", ["nb", "en"])
@pytest.mark.parametrize("address", PAGES)
def test_open_to_strangers_with_the_numbers_to_call(client: FlaskClient, address: str, language: str) -> None:
    page = client.get(address, query_string={"lang": language})
    assert page.status_code == 200
    assert f'<html lang="{language}">' in page.text
    assert 'href="tel:113"' in page.text
    assert 'href="tel:116117"' in page.text
    assert any(words in page.text for words in NOBODY_WATCHES[language])


@pytest.mark.parametrize("address", PAGES)
def test_the_same_for_the_signed_in_and_for_strangers(client: FlaskClient, signed_in: FlaskClient, address: str) -> None:
    assert client.get(address + "?lang=nb").text == signed_in.get(address + "?lang=nb").text


@pytest.mark.parametrize("address", PAGES)
def test_nothing_is_looked_up_and_no_cookie_is_set(client: FlaskClient, address: str) -> None:
    statements: list[str] = []
    with client.application.app_context():
        engine = db.engine
    event.listen(engine, "before_cursor_execute", lambda _c, _k, statement, *_: statements.append(statement))
    page = client.get(address)
    assert statements == []
    assert "Set-Cookie" not in page.headers


def test_the_start_page_leads_in_and_to_both_languages(client: FlaskClient) -> None:
    page = client.get("/?lang=en").text
    assert 'href="/sign-in"' in page
    assert 'href="?lang=nb" lang="nb"' in page
    assert 'href="?lang=en" lang="en" hreflang="en" aria-current="true"' in page


@pytest.mark.parametrize("number", ["113", "116117", "116123", "22591300"])
def test_every_line_can_be_called_by_touch(client: FlaskClient, number: str) -> None:
    assert f'href="tel:{number}"' in client.get("/emergency").text
