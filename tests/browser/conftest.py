"""Chromium against the application on a socket, with a patient's whole surroundings and the canary watch on."""

from __future__ import annotations

import logging
import shutil
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page, Playwright, expect, sync_playwright
from werkzeug.serving import make_server
from werkzeug.wrappers import Response

from app.models.person import Person
from app.platform.db import db
from tests.support import canaries
from tests.support.applications import application, disposed
from tests.support.visitor import Visitor
from tests.support.world import NOBODY, World, a_world

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
DEMO_KEYS = {"the patient": "patient", "relative who may check in": "relative", "treating clinician": "nurse"}
# How long is waited for anything, in milliseconds. (`expect` by itself gives up after five seconds, which is about the machine.)
PATIENCE = 15_000
expect.set_options(timeout=PATIENCE)
PHONE = {"width": 390, "height": 844}
DESK = {"width": 1280, "height": 900}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A browser that leaves a page lets go of scripts half fetched; the tests' server then closes the file when it gets to it."""
    for item in items:
        if "browser" in item.path.parts:
            item.add_marker(pytest.mark.filterwarnings("ignore:unclosed file:ResourceWarning"))


@dataclass(frozen=True)
class Live:
    """The served application and the people in it."""

    app: Flask
    address: str
    world: World


@pytest.fixture(scope="session")
def live(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Live]:
    folder = tmp_path_factory.mktemp("live")
    with disposed(application(f"sqlite:///{folder}/live.sqlite", folder)) as app:
        canaries.watch(app)
        with app.app_context():
            a_world()  # somebody else, whose words must not show
            world = a_world()
            _offer_at_the_door(world)
        logging.getLogger("werkzeug").setLevel(logging.ERROR)
        server = make_server("127.0.0.1", 0, app, threaded=True)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield Live(app, f"http://localhost:{server.server_port}", world)
        server.shutdown()
        server.server_close()


def _offer_at_the_door(world: World) -> None:
    """Make some of the world's people demo people. Their names stand at the door for all, so they are no secret."""
    for kind, key in DEMO_KEYS.items():
        person = db.session.get_one(Person, world.people[kind][0].id)
        person.demo_key = key
        if kind == "the patient":
            person.given_name, person.family_name = "Kari", "Prøvedatter"
    db.session.commit()


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as running:
        yield running


@pytest.fixture(scope="session")
def chromium(playwright: Playwright) -> Iterator[Browser]:
    found = shutil.which("chromium") or shutil.which("chromium-browser")
    assert found, "The browser tests need Chromium: apt-get install chromium"
    browser = playwright.chromium.launch(executable_path=found, args=FLAGS)
    yield browser
    browser.close()


@pytest.fixture
def visit(live: Live, chromium: Browser) -> Iterator[Callable[..., Page]]:
    """Opens a browser as somebody. Whatever the page complains of, in the console or as an error, fails the test."""
    complaints: list[str] = []
    contexts = []

    def open_as(kind: str = NOBODY, **settings: object) -> Page:
        settings = {"viewport": PHONE, "locale": "en-GB", "color_scheme": "light"} | settings
        context = chromium.new_context(base_url=live.address, **settings)  # type: ignore[arg-type]
        contexts.append(context)
        context.set_default_timeout(PATIENCE)
        if kind != NOBODY:
            context.add_cookies([cookie(live, kind)])  # type: ignore[list-item]
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(f"{page.url}: {error}"))
        page.on("console", lambda message: complaints.append(f"{page.url}: {message.text}") if _complains(message) else None)
        return page

    yield open_as
    for context in contexts:
        context.close()
    assert complaints == []


@pytest.fixture
def answered_for(live: Live) -> Iterator[Callable[[str, int], None]]:
    """Lets something in front of the application answer for it, with a page of its own, wherever an address ends so."""
    real = live.app.wsgi_app

    def stand_in_front(ending: str, status: int) -> None:
        answer = Response("<h1>Maintenance</h1>", status, mimetype="text/html")
        live.app.wsgi_app = lambda env, start: (answer if env["PATH_INFO"].endswith(ending) else real)(env, start)  # type: ignore[method-assign]

    yield stand_in_front
    live.app.wsgi_app = real  # type: ignore[method-assign]


def _complains(message: object) -> bool:
    """Errors and warnings of the page itself; that a page meant to be missing was, or the network, is none."""
    kind, text = message.type, message.text  # type: ignore[attr-defined]
    meant = ("the server responded with a status of 4", "net::ERR_INTERNET_DISCONNECTED")
    return kind in ("error", "warning") and not any(words in text for words in meant)


def cookie(live: Live, kind: str) -> dict[str, object]:
    """What a browser holds that is signed in as `kind`."""
    visitor = Visitor(live.app).sign_in(*live.world.people[kind])
    cookie = visitor.client.get_cookie(live.app.config["SESSION_COOKIE_NAME"], domain="localhost")
    assert cookie
    return {"name": cookie.key, "value": cookie.value, "url": live.address}
