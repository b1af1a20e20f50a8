"""Phones in Chromium: each a browser of its own, that can lose the network, the answer, its clock or its memory."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect
from sqlalchemy import select

from app.models.check_in import CheckIn
from app.platform.db import db
from tests.browser.conftest import PATIENCE, PHONE, Live, cookie
from tests.browser.phones import until
from tests.support.world import World, a_world

SENT = re.compile(r"^Sent \d")
DELIVERY = "**/records/*/outbox"
SCRIPTS = "document.querySelector('script[type=module]').src.replace('enhance/index.js', 'offline/store.js')"
COUNT = f"() => import({SCRIPTS}).then((store) => store.all('outbox'))"
SOME_SENT = f"() => import({SCRIPTS}).then((s) => s.all('outbox')).then((rows) => rows.some((row) => row.state === 'sent'))"
ALL_SENT = f"""(many) => import({SCRIPTS}).then((s) => s.all('outbox'))
  .then((rows) => rows.filter((row) => row.state === 'sent').length === many)"""
KEYED = f"() => import({SCRIPTS}).then((store) => store.all('keys')).then((rows) => rows.some((row) => row.key))"

# Asking for what is fetched when it is needed waits until it has come, with all that it needs itself.
FETCHED = f"""() => {{ const named = {SCRIPTS};
  const come = ['take', 'at-work', 'overlay'].map((each) => import(named.replace('store.js', `${{each}}.js`)));
  return Promise.all(come).then(() => true); }}"""


@dataclass
class Phone:
    """One browser and one open page in it."""

    live: Live
    world: World
    context: BrowserContext
    page: Page

    def sign_in(self, world: World | None = None, kind: str = "the patient") -> Phone:
        """As an identity provider would: the cookie of the one before is gone."""
        self.world = world or self.world
        self.context.add_cookies([cookie(Live(self.live.app, self.live.address, self.world), kind)])  # type: ignore[list-item]
        return self

    def go(self, room: str) -> Phone:
        self.page.goto(f"/records/{self.world.record_id}/{room}")
        return self

    def settled(self) -> Phone:
        """The key lies on the phone, and what the page fetches when it has been seen has come."""
        until(self.page, "document.querySelector('meta[name=owner]') !== null")
        until(self.page, KEYED)
        if not self.page.evaluate("navigator.serviceWorker.getRegistration().then(Boolean)"):  # which has them for the page
            until(self.page, FETCHED)
        return self

    def choose(self, zone: str) -> Phone:
        self.go("check-ins/new").settled()
        self.page.locator(f'button[name="zone"][value="{zone}"], button[name="{zone}"]').click()
        expect(self.page.locator('form[data-outbox="check-in"]')).to_be_visible()
        return self.settled() if self.page.locator("meta[name=owner]").count() else self

    def send(self, note: str = "") -> Phone:
        if note:
            self.page.locator('textarea[name="note"]').fill(note)
        self.page.locator('form[data-outbox="check-in"] button[type="submit"]').last.click()
        return self

    def rows(self) -> list[dict[str, Any]]:
        """What lies in the outbox, without what it says."""
        return [
            {name: row.get(name) for name in ("id", "owner", "state", "why")}
            for row in self.page.evaluate(COUNT)
            if row.get("owner")
        ]

    def truth(self) -> str:
        return self.page.locator("[data-truth]").inner_text()


@pytest.fixture
def a_phone(live: Live, chromium: Browser) -> Iterator[Callable[..., Phone]]:
    contexts: list[BrowserContext] = []

    def make(world: World | None = None, **settings: object) -> Phone:
        settings = {"viewport": PHONE, "locale": "en-GB", "timezone_id": "Europe/Oslo", "has_touch": True} | settings
        # What a worker lets through is not seen by `route`; with one, see test_check_in_without_coverage.py and test_leaving.py.
        settings = {"service_workers": "block"} | settings
        context = chromium.new_context(base_url=live.address, **settings)  # type: ignore[arg-type]
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        return Phone(live, world or fresh(live), context, context.new_page())

    yield make
    for context in contexts:
        context.close()


def fresh(live: Live) -> World:
    with live.app.app_context():
        return a_world()


def sent(live: Live, world: World, note: str | None = None) -> list[CheckIn]:
    """The check-ins the server has of the world's patient; only those with this note, where one is named."""
    with live.app.app_context():
        of_record = select(CheckIn).where(CheckIn.record_id == world.record_id)
        rows = list(db.session.scalars(of_record.order_by(CheckIn.received_at)))
    return [row for row in rows if note is None or row.note == note]


def drop_answer(route: Route) -> None:
    """The server has it, the phone never hears of it."""
    route.fetch()
    route.abort()
