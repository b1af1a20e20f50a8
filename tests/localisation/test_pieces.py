"""Pieces kept between readers: one reader's language, record or address never shows in another's page."""

from __future__ import annotations

from uuid import uuid4

from flask import Flask, render_template_string

FOOT = "{{ piece('layouts/footer.html') }}"
ROOMS = "{{ piece('layouts/rooms.html', record_id=record_id, here=here, can_check_in=may) }}"
HEADER = "{{ piece('layouts/header.html', home=home, menu=True) }}"


def test_each_language_has_its_own(built: Flask) -> None:
    english, norwegian = (drawn(built, FOOT, language) for language in ("en", "nb"))
    assert "Privacy" in english
    assert "Privacy" not in norwegian
    assert drawn(built, FOOT, "en") == english


def test_each_record_room_and_right_has_its_own(built: Flask) -> None:
    one, other = uuid4(), uuid4()
    first = drawn(built, ROOMS, record_id=one, here="today", may=True)
    second = drawn(built, ROOMS, record_id=other, here="plan", may=False)
    assert str(one) in first
    assert str(one) not in second
    assert "rooms__item--check-ins" not in second
    assert first != drawn(built, ROOMS, record_id=one, here="plan", may=True)


def test_each_place_the_application_lives_at_has_its_own(built: Flask) -> None:
    assert '"/privacy"' in drawn(built, FOOT)
    assert '"/egenplan/privacy"' in drawn(built, FOOT, root="/egenplan")


def test_what_a_piece_is_given_is_escaped(built: Flask) -> None:
    assert "<b>" not in drawn(built, HEADER, home='"><b>')


def drawn(app: Flask, template: str, language: str = "nb", root: str = "", **values: object) -> str:
    with app.test_request_context("/", environ_overrides={"SCRIPT_NAME": root}, headers={"Accept-Language": language}):
        return render_template_string(template, **values)
