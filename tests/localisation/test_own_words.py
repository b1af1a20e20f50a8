"""What people wrote is in their language, whatever the page's: it says so, and a screen reader reads it aloud right."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest
from flask import Flask

from tests.support.routes import routes
from tests.support.world import World, a_world

# How the texts of the world begin; names of people and roles are the same in every language.
OWN = (
    *("Gå til naustet", "Gå tur", "Ti minutter", "Puster", "Går", "Ta", "Ring", "Tungt i trappa", "Jeg ringer", "Orket ikke"),
    *("Vanskelig", "Nådd", "Ferie", "KOLS", "title", "description"),
)


@pytest.fixture(scope="module")
def world(app: Flask) -> World:
    with app.app_context():
        return a_world()


@pytest.mark.parametrize("kind", ["the patient", "treating clinician"])
def test_on_an_english_page_norwegian_words_say_that_they_are_norwegian(app: Flask, world: World, kind: str) -> None:
    visitor, wrong, met = world.visitor(app, kind), [], 0
    for route in (each for each in routes(app) if each.method == "GET" and each.of_record):
        answer = visitor.get(route.address(world.ids))
        texts = _Reader(answer.text).texts if answer.status_code == 200 else []
        said = [(text, language) for text, language in texts if _is_own(text, world)]
        met += len(said)
        wrong += [f"{route.name}: {text!r:.60} is called {language!r}" for text, language in said if language != "nb"]
    assert met > 10
    assert wrong == [], "\n".join(["", *wrong])


def test_unmarked_words_would_be_found() -> None:
    page = '<html lang="en"><p>Puster kanari</p><p lang="nb">Puster <b>kanari</b></p><input lang="nb"><i>x</i></html>'
    assert _Reader(page).texts == [("Puster kanari", "en"), ("Puster", "nb"), ("kanari", "nb"), ("x", "en")]


def _is_own(text: str, world: World) -> bool:
    return any(f"{beginning} {world.word}" in text for beginning in OWN)


class _Reader(HTMLParser):
    """Every text of a page with the language it is said to be in. Form fields hold what one types, and are left out."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.languages: list[tuple[str, str]] = [("", "")]
        self.texts: list[tuple[str, str]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in ("input", "meta", "link", "br", "hr", "img"):
            self.languages.append((tag, dict(attrs).get("lang") or self.languages[-1][1]))

    def handle_endtag(self, tag: str) -> None:
        while len(self.languages) > 1 and self.languages.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        if data.strip() and self.languages[-1][0] not in ("textarea", "title"):
            self.texts.append((data.strip(), self.languages[-1][1]))
