"""Which language: the person's choice, else the visitor's, else the browser's, else bokmål."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from flask import Flask, g, has_request_context, request, session
from flask_babel import Babel, refresh

from app.config import DEFAULT_LANGUAGE, LANGUAGES
from app.localisation import text
from app.localisation.pieces import keep_pieces

NAMES = {"nb": "Norsk bokmål", "en": "English"}
_SPOKEN_AS = {"no": "nb", "nb": "nb", "nn": "nb", "en": "en"}


def speak_languages(app: Flask) -> None:
    """Let every page be rendered in the language of its reader."""
    app.config["BABEL_TRANSLATION_DIRECTORIES"] = str(app.config["TRANSLATIONS"])
    Babel(app, locale_selector=current_language, default_locale="en", default_timezone="Europe/Oslo")
    text.install(app)
    keep_pieces(app)
    app.before_request(_remember_choice)
    app.jinja_env.globals.update(page_language=_LanguageInTemplates(), languages=NAMES)


def current_language() -> str:
    """The language of this request, one of `LANGUAGES`."""
    if not has_request_context():
        return DEFAULT_LANGUAGE
    chosen = g.get("language") or session.get("language")
    return chosen if chosen in LANGUAGES else _browser_language()


def speak(language: str | None) -> None:
    """From now on this request speaks `language`; nothing given means the visitor's or the browser's."""
    g.language = language
    refresh()
    text.forget_catalogue()


@contextmanager
def in_language(language: str) -> Iterator[None]:
    """`language` for a while: for words that are kept as somebody else's."""
    before = g.get("language")
    speak(language)
    try:
        yield
    finally:
        speak(before)


def _browser_language() -> str:
    for tag in request.accept_languages.values():
        spoken = _SPOKEN_AS.get(tag.split("-")[0].lower())
        if spoken:
            return spoken
    return DEFAULT_LANGUAGE


def _remember_choice() -> None:
    wished = request.args.get("lang")
    if wished in LANGUAGES:
        session["language"] = wished


class _LanguageInTemplates:
    """The current language as a value that templates can print."""

    def __str__(self) -> str:
        return current_language()

    __html__ = __str__
