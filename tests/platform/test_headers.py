"""The same strict headers on every route, to whoever asks, and on every kind of failure."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask, abort
from werkzeug.test import TestResponse

from app import create_app
from app.access.gate import NoSuchRecord, NotAllowed
from app.access.revisions import Stale
from app.config import read_config
from app.platform.db import db
from app.platform.migrate import upgrade
from app.platform.security import limiter
from tests.support import canaries
from tests.support.applications import environment
from tests.support.html import Page
from tests.support.kept import kept
from tests.support.routes import Route, routes
from tests.support.visitor import Visitor
from tests.support.world import NOBODY, World

POLICY = {
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "connect-src 'self'",
    "manifest-src 'self'",
    "worker-src 'self'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
}
EXACT = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "strict-origin-when-cross-origin",
}
FAILURES = (400, 401, 403, 404, 405, 409, 413, 415, 418, 422, 429, 500, 503)
VISITORS = (NOBODY, "the patient", "relative who may check in", "treating clinician", "another patient")


@pytest.mark.parametrize("kind", VISITORS)
def test_every_route_carries_every_header(app: Flask, world: World, kind: str) -> None:
    visitor = world.visitor(app, kind)  # signed out on the way, as soon as `identity.sign_out` comes
    wrong = [f"{route.name}: {fault}" for route in routes(app) for fault in faults(_visit(visitor, route, world), kept(route))]
    assert wrong == [], "\n".join(["", *wrong])


@pytest.mark.parametrize("status", FAILURES)
def test_every_failure_carries_every_header(faulty: Flask, status: int) -> None:
    answer = Visitor(faulty).get(f"/planted/{status}")
    assert answer.status_code == status
    check(answer, str(status))


@pytest.mark.parametrize(("name", "status"), [("missing", 404), ("refused", 403), ("stale", 409), ("broken", 500)])
def test_every_failure_of_our_own_is_a_calm_page(faulty: Flask, name: str, status: int) -> None:
    answer = Visitor(faulty).get(f"/planted/{name}")
    assert answer.status_code == status
    check(answer, name)
    assert "hemmelig" not in answer.text, "an error page says more than its reader may know"
    assert 'href="tel:113"' in answer.text
    assert 'href="tel:116117"' in answer.text


@pytest.mark.parametrize("kind", [NOBODY, "the patient"])
def test_an_address_that_is_none_and_a_method_that_is_not_meant(app: Flask, world: World, kind: str) -> None:
    visitor = world.visitor(app, kind)
    for method, address, status in (("GET", "/nowhere", 404), ("GET", "/records/1/today", 404), ("POST", "/emergency", 405)):
        answer = visitor.send(method, address)
        assert answer.status_code == status
        check(answer, address)


def test_a_form_without_its_token_is_refused(app: Flask, world: World) -> None:
    visitor = world.visitor(app, "the patient")
    for route in routes(app):
        if route.method != "GET":
            answer = visitor.send(route.method, _address(route, world), data={"x": "1"})
            assert answer.status_code == 400, f"{route.name} answers {answer.status_code} to a form without a token"
            check(answer, route.name)


def test_too_much_at_once_is_413(app: Flask, world: World) -> None:
    answer = world.visitor(app, "the patient").post("/settings/language", {"language": "n" * 300_000})
    assert answer.status_code == 413
    check(answer, "413")


def test_too_many_sign_ins_are_429_and_say_when_to_come_back(faulty: Flask) -> None:
    visitor = Visitor(faulty)
    answers = [visitor.post("/sign-in/demo", {"person": "nobody"}) for _ in range(301)]
    limiter.reset()
    assert answers[-1].status_code == 429
    check(answers[-1], "429")


def test_over_https_the_browser_is_told_to_stay_there(tmp_path: Path) -> None:
    app = plain_app(tmp_path, EGENPLAN_BASE_URL="https://egenplan.test")
    answer = Visitor(app, "https://localhost").get("/emergency")
    assert answer.headers["Strict-Transport-Security"] == "max-age=63072000; includeSubDomains"
    assert "upgrade-insecure-requests" not in answer.headers["Content-Security-Policy"]
    moved = Visitor(app).get("/emergency")
    assert moved.status_code in (301, 302, 308)
    assert moved.headers["Location"].startswith("https://")


def test_a_strangers_word_that_he_came_by_https_is_not_believed(app: Flask) -> None:
    answer = Visitor(app).get("/emergency", headers={"X-Forwarded-Proto": "https"})
    assert "Strict-Transport-Security" not in answer.headers


def test_assets_may_be_kept_for_ever(app: Flask) -> None:
    page = Page(Visitor(app).get("/").text)
    named = [link["href"] for link in page.all("link")] + [script["src"] for script in page.all("script")]
    addresses = [address for address in named if address.startswith("/static/")]
    assert len(addresses) >= 3
    for address in addresses:
        answer = Visitor(app).get(address)
        assert answer.status_code == 200, address
        assert answer.headers["Cache-Control"] == "max-age=315360000, public, immutable"
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Cross-Origin-Resource-Policy"] == "same-origin"
        assert "Access-Control-Allow-Origin" not in answer.headers
        assert "Set-Cookie" not in answer.headers


@pytest.mark.parametrize(
    "text", ["<h1>x</h1>", '<p style="color:red">', "<script>x</script>", '<a onclick="x">', "<style></style>"]
)
def test_what_the_policy_refuses_would_be_found(text: str) -> None:
    assert Page(f'<html lang="en"><main><h1>x</h1>{text}</main></html>').faults


@pytest.fixture(scope="module")
def faulty(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """An application with pages that fail in every way."""
    app = plain_app(tmp_path_factory.mktemp("faulty"))
    raises = {"missing": NoSuchRecord(), "refused": NotAllowed(), "stale": Stale(), "broken": RuntimeError("hemmelig")}

    @app.get("/planted/<int:status>")
    def fail(status: int) -> None:
        abort(status)

    @app.get("/planted/<name>")
    def failing(name: str) -> None:
        raise raises[name]

    yield app
    with app.app_context():
        db.engine.dispose()


def plain_app(folder: Path, **settings: str) -> Flask:
    app = create_app(read_config(environment(f"sqlite:///{folder}/plain.sqlite", folder) | settings))
    with app.app_context():
        upgrade()
    canaries.watch(app)
    return app


def check(answer: TestResponse, where: str) -> None:
    """Errors: `AssertionError` naming `where` and what is wrong."""
    assert faults(answer) == [], where


def faults(answer: TestResponse, kept: str = "no-store") -> list[str]:
    headers = answer.headers
    policy = {part.strip() for part in headers.get("Content-Security-Policy", "").split(";")}
    exact = EXACT | {"Cache-Control": kept}
    found = [f"{name}: {headers.get(name)}" for name, value in exact.items() if headers.get(name) != value]
    found += [f"content policy: {part}" for part in policy ^ POLICY]
    found += [] if "Cookie" in headers.get("Vary", "") else ["Vary without Cookie"]
    found += ["a promise of HTTPS over plain HTTP"] if "Strict-Transport-Security" in headers else []
    found += [] if "camera=()" in headers.get("Permissions-Policy", "") else ["no Permissions-Policy"]
    if answer.mimetype == "text/html" and answer.get_data() and not 300 <= answer.status_code < 400:
        found += Page(answer.text).faults
    return found


def _visit(visitor: Visitor, route: Route, world: World) -> TestResponse:
    address = _address(route, world)
    return visitor.get(address) if route.method == "GET" else visitor.post(address)


def _address(route: Route, world: World) -> str:
    return route.address(world.ids | {"session_id": "00000000-0000-4000-8000-000000000000"})
