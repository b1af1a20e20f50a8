"""Every address by every method: which bytes may lie on a phone. Either none, or such as are about nobody."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from flask import Flask

from app import create_app
from app.config import read_config
from app.platform.assets import asset_names
from tests.support.applications import environment
from tests.support.kept import ABOUT_NOBODY, ABOUT_NOBODY_YET, kept
from tests.support.routes import Route, routes
from tests.support.visitor import Visitor
from tests.support.world import NOBODY, World, a_world

READERS = (NOBODY, "the patient", "relative who may check in", "treating clinician")
METHODS = ("GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE")
IMMUTABLE = "max-age=315360000, public, immutable"


@pytest.fixture
def world(app: Flask) -> World:
    with app.app_context():
        return a_world()


@pytest.mark.parametrize("kind", READERS)
def test_every_route_by_every_method_is_as_the_table_says(app: Flask, world: World, kind: str) -> None:
    assert wrong(app, world, kind) == []


def test_what_may_be_kept_is_the_same_for_everybody(app: Flask, world: World) -> None:
    for route in (each for each in routes(app) if each.name in ABOUT_NOBODY):
        address = route.address(world.ids)
        answers = [world.visitor(app, kind).get(address) for kind in READERS]
        assert len({answer.data for answer in answers}) == 1, f"{route.name} says something of who reads it"
        assert {answer.status_code for answer in answers} == {200}
        assert not any("Set-Cookie" in answer.headers for answer in answers), route.name
        assert "csrf_token" not in answers[0].text
        assert world.word not in answers[1].text


def test_the_worker_is_told_of_nothing_else(app: Flask, world: World) -> None:
    listed = re.findall(r'"(/[^"]*)"', Visitor(app).get("/service-worker.js").text)
    pages = {route.address(world.ids): route.name for route in routes(app) if route.method == "GET" and not route.arguments}
    assert {pages[address] for address in listed if not address.startswith("/static/")} <= {*ABOUT_NOBODY, *ABOUT_NOBODY_YET}
    assets = [address for address in listed if address.startswith("/static/")]
    with app.app_context():
        assert len(assets) > 10
        assert all(address.split("/", 3)[3] in asset_names() for address in assets)
    for address in assets:
        answer = Visitor(app).get(address)
        assert (answer.status_code, answer.headers["Cache-Control"]) == (200, IMMUTABLE), address


def test_failures_are_not_kept(app: Flask, world: World) -> None:
    for address in ("/nowhere", "/emergency/x", "/static/x/app.css", "/offline.css", f"/records/{world.record_id}/today.css"):
        for kind in READERS:
            answer = world.visitor(app, kind).get(address)
            assert answer.status_code == 404, address
            assert answer.headers["Cache-Control"] == "no-store", address


def test_a_page_that_may_be_kept_and_should_not_would_be_found(tmp_path: Path) -> None:
    """A page somebody lets browsers keep, and one of somebody's own put among those about nobody."""
    planted = create_app(read_config(environment(f"sqlite:///{tmp_path}/planted.sqlite", tmp_path)))

    @planted.get("/planted")
    def page() -> tuple[str, dict[str, str]]:
        return "<p>x</p>", {"Cache-Control": "private, max-age=60"}

    route = next(each for each in routes(planted) if each.name == "GET page")
    assert complaint(Visitor(planted), route, "/planted", "GET")


def wrong(app: Flask, world: World, kind: str) -> list[str]:
    visitor, ids = world.visitor(app, kind), world.ids | {"session_id": world.record_id}
    told = [(route, method) for route in routes(app) for method in METHODS]
    found = [complaint(visitor, route, route.address(ids), method, kind) for route, method in told]
    return [each for each in found if each]


def complaint(visitor: Visitor, route: Route, address: str, method: str, kind: str = NOBODY) -> str:
    """What is wrong with how long the answer may be kept; empty where nothing is."""
    if route.method != "GET" and method == "GET":
        return ""  # another route's, or none's
    answer = visitor.send(method, address)
    reads = method in ("GET", "HEAD")
    allowed = kept(route, kind) if reads and answer.status_code == 200 else "no-store"
    said = answer.headers.get("Cache-Control")
    return "" if said == allowed else f"{method} {route.name} says {said}, not {allowed}"
