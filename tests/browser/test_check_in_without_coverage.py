"""Checking in without coverage, from the plan that is kept; and Firefox, whose worker only a dead server takes offline."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Page, Playwright, expect
from sqlalchemy import func, select
from werkzeug.serving import BaseWSGIServer, make_server

from app.models.check_in import CheckIn
from app.platform.db import db
from tests.browser.conftest import PHONE, Live, cookie
from tests.browser.firefox import as_installed
from tests.browser.phones import come_back, keep_plan
from tests.browser.test_kept_plans import DATED, as_patient_of
from tests.support.applications import application, disposed
from tests.support.world import World, a_world

pytestmark = pytest.mark.browser


def test_what_is_checked_in_without_coverage_is_said_to_be_saved_and_is_sent_later(
    live: Live, visit: Callable[..., Page]
) -> None:
    # Given a kept plan and no coverage
    with live.app.app_context():
        world = a_world()
    before = how_many(live.app, world)
    page = as_patient_of(live, world, visit)
    keep_plan(page, world.record_id)
    page.context.set_offline(True)
    page.goto(f"/records/{world.record_id}/check-ins/new")

    # When the red zone is chosen, the numbers to call stand there before it is saved
    page.locator('main form input[value="red"]').check()
    expect(page.locator('main form a[href="tel:113"]')).to_be_visible()
    page.get_by_role("button", name="Save on this phone").click()

    # Then it is said to lie on the phone, not to be sent
    expect(page.get_by_role("heading", name="Get help now")).to_be_visible()
    expect(page.locator("[data-truth]")).to_contain_text("phone")
    assert how_many(live.app, world) == before

    # And it is sent once there is coverage
    come_back(page)
    expect(page.locator("[data-truth]")).to_contain_text("Sent")
    assert how_many(live.app, world) == before + 1


def test_firefox_shows_the_kept_plan_when_the_server_is_gone(playwright: Playwright, mortal: tuple[Live, BaseWSGIServer]) -> None:
    live, server = mortal
    browser = playwright.firefox.launch(**as_installed())
    try:
        context = browser.new_context(base_url=live.address, locale="en-GB", viewport=PHONE)
        context.add_cookies([cookie(live, "the patient")])
        page = context.new_page()
        keep_plan(page, live.world.record_id)
        server.shutdown()
        server.server_close()
        for room in ("today", "plan", "check-ins/new"):
            page.goto(f"/records/{live.world.record_id}/{room}")
            expect(page.get_by_text(DATED)).to_be_visible()
            expect(page.locator("main")).to_contain_text(live.world.word)
        page.goto("/emergency")
        expect(page.get_by_role("heading", name="Help now")).to_be_visible()
    finally:
        browser.close()


@pytest.fixture
def mortal(tmp_path: Path) -> Iterator[tuple[Live, BaseWSGIServer]]:
    """A served application of its own, to be taken down."""
    with disposed(application(f"sqlite:///{tmp_path}/mortal.sqlite", tmp_path)) as app:
        with app.app_context():
            world = a_world()
        logging.getLogger("werkzeug").setLevel(logging.ERROR)
        server = make_server("127.0.0.1", 0, app, threaded=True)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield Live(app, f"http://localhost:{server.server_port}", world), server


def how_many(app: Flask, world: World) -> int:
    with app.app_context():
        return db.session.scalar(select(func.count()).select_from(CheckIn).filter_by(record_id=world.record_id)) or 0
