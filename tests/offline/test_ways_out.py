"""From what a phone keeps every way leads to what it keeps, or to a telephone: without coverage nothing else can be opened."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from flask import Flask, url_for
from sqlalchemy import update

from app.models.goal import Goal
from app.offline.rules import SHELL, SPARE
from app.platform.db import db
from tests.offline.test_copies import asked, phone_of, room
from tests.support.html import Page
from tests.support.visitor import Visitor
from tests.support.world import World, a_world

# Where a room of a kept plan stands (static/js/offline/kept-plans.js).
ROOMS = {"today": "today", "plan": "plan", "check-in": "check-ins/new"}
# The start page's address shows what is kept. The others are of no use without a network: to be signed in, one's settings, whose
# plan. Abroad: help beside the emergency numbers, and whom to complain to.
HOME = {"/"}
NEED_A_NETWORK = {"/unsent": {"/sign-in", "/settings", "/records"}}
DUE = r'action="([^"]*/measures/[^"]*)".*?name="due_on" value="([^"]*)".*?name="due_time" value="([^"]*)"'
ABROAD = {"https://www.nodsms.no/", "https://www.uutilsynet.no/"}


@pytest.fixture
def world(app: Flask) -> World:
    with app.app_context():
        return a_world()


@pytest.mark.parametrize("kind", ["the patient", "relative who may check in", "relative who may read"])
def test_no_way_out_of_what_is_kept_leads_nowhere(app: Flask, world: World, kind: str) -> None:
    kept = kept_pages(app, world, kind)
    assert len(kept) == len(SHELL) + len(SPARE) + (2 if kind == "relative who may read" else 3)
    assert list(dead_ends(kept)) == []


def test_nor_where_nothing_matters_most_yet_and_something_was_skipped(app: Flask, world: World) -> None:
    with app.app_context():
        db.session.execute(update(Goal).where(Goal.record_id == world.record_id).values(matters_most=False))
        db.session.commit()
    patient = world.visitor(app, "the patient")
    shown = patient.get(f"/records/{world.record_id}/today")
    assert "Say what matters most" in shown.text
    for action, day, time in re.findall(DUE, shown.text, re.DOTALL):
        patient.post(action, {"state": "skipped", "due_on": day, "due_time": time, "back": "today"})
    assert "Say why" in patient.get(f"/records/{world.record_id}/today").text
    assert list(dead_ends(kept_pages(app, world, "the patient"))) == []


def test_a_dead_end_would_be_found() -> None:
    kept = {"/a": '<a href="/b">', "/b": '<a href="/a#there">', "/c": '<a href="/records/x/goals">'}
    assert list(dead_ends(kept)) == ["/b leads to /a#there", "/c leads to /records/x/goals"]


def kept_pages(app: Flask, world: World, kind: str) -> dict[str, str]:
    """What lies on a phone that keeps the record's plan, by where it stands there."""
    visitor, phone = phone_of(app, world, kind)
    visitor.post(room(world), {"phone": phone})
    copy = asked(visitor, world, phone).json
    found = {f"/records/{world.record_id}/{ROOMS[name]}": copy["around"] + html for name, html in copy["rooms"].items()}
    with app.test_request_context():
        shell = [url_for(endpoint) for endpoint in (*SHELL, *SPARE)]
    return found | {address: Visitor(app).get(address).text for address in shell}


def dead_ends(kept: dict[str, str]) -> Iterator[str]:
    for here, html in kept.items():
        for link in Page(html).all("a"):
            path, _, place = link["href"].partition("#")
            known = path in {"", *kept, *HOME, *ABROAD, *NEED_A_NETWORK.get(here, ())} or path.startswith("tel:")
            if not known or (place and f'id="{place}"' not in kept[path or here]):
                yield f"{here} leads to {link['href']}"
