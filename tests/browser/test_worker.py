"""The worker: what it keeps, how it is followed by a newer one, and how it is turned off."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from app.offline.rules import SHELL
from app.platform import clock
from tests.browser.conftest import Live
from tests.browser.outbox.conftest import KEYED
from tests.browser.phones import keep_plan, kept_in_caches, until, with_worker
from tests.support.kept import ABOUT_NOBODY

pytestmark = pytest.mark.browser
TAKEN_OVER = "navigator.serviceWorker.getRegistration().then((r) => r.waiting === null && r.active.state === 'activated')"
NAMES = "caches.keys()"
NEW_VERSION = "**/js/offline/new-version.js"


def test_it_keeps_pages_about_nobody_and_assets_and_nothing_else(live: Live, visit: Callable[..., Page]) -> None:
    page = visit("the patient")
    keep_plan(page, live.world.record_id)
    for address in ("today", "plan", "goals", "progress", "more", "access-log"):
        page.goto(f"/records/{live.world.record_id}/{address}")
    kept = [line.split(" ")[1] for line in kept_in_caches(page.context)]
    pages = {f"/{name.rsplit('.', 1)[1]}" for name in ABOUT_NOBODY if "notices" in name} | {"/unsent"}
    assert {path for path in kept if not path.startswith("/static/")} == pages
    held = page.evaluate(
        "caches.keys().then((ns) => Promise.all(ns.map((n) => caches.open(n).then((c) => c.matchAll()))))"
        ".then((all) => Promise.all(all.flat().map((r) => r.text()))).then((texts) => texts.join(' '))"
    )
    assert "Help now" in held
    assert live.world.word not in held


def test_it_does_not_come_to_be_where_it_would_keep_what_must_not_be_stored(
    visit: Callable[..., Page], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A page put among those about nobody by mistake is `no-store`, and the worker refuses it and itself with it."""
    monkeypatch.setattr(sys.modules["app.offline.pages.worker"], "SHELL", (*SHELL, "notices.start"))
    page = visit()
    page.goto("/sign-in")
    until(page, "navigator.serviceWorker.getRegistration().then((r) => !r || !(r.installing ?? r.waiting ?? r.active))")
    assert page.evaluate(NAMES) == []


def test_a_new_version_takes_over_with_the_next_page_and_reloads_none(
    live: Live, visit: Callable[..., Page], newer: Callable[[], None]
) -> None:
    # Given an open page, somewhere in the middle of it
    page = visit("the patient")
    with_worker(page, f"/records/{live.world.record_id}/goals/new")
    before = page.evaluate(NAMES)
    page.get_by_role("textbox").first.fill("Gå til naustet")
    loads: list[str] = []
    page.on("load", lambda loaded: loads.append(loaded.url))

    # When a new version comes
    newer()
    page.evaluate("navigator.serviceWorker.getRegistration().then((r) => r.update())")
    until(page, "navigator.serviceWorker.getRegistration().then((r) => r.waiting !== null)")

    # Then it waits
    assert set(before) < set(page.evaluate(NAMES))
    assert page.get_by_role("textbox").first.input_value() == "Gå til naustet"

    # And with the next page it takes over, while the old one is awake; nothing of the old one is left, and nothing is reloaded
    page.goto(f"/records/{live.world.record_id}/goals")
    page.evaluate("window.stillHere = true")
    until(page, "caches.keys().then((names) => names.length === 1 && names[0].startsWith('shell-newer-'))")
    until(page, TAKEN_OVER)
    assert page.evaluate("window.stillHere")
    assert len(loads) == 1


def test_an_open_page_that_has_grown_old_says_so_and_is_made_new_only_by_ones_own_press(
    live: Live, visit: Callable[..., Page], newer: Callable[[], None]
) -> None:
    # Given a page that has been open for hours, with something half written
    page = visit("the patient")
    with_worker(page, f"/records/{live.world.record_id}/goals/new")
    page.reload()  # a page that a worker stands behind from the first
    until(page, KEYED)
    page.clock.install(time=clock.now() + timedelta(hours=2))
    page.get_by_role("textbox").first.fill("Gå til naustet")
    loads: list[str] = []
    page.on("load", lambda loaded: loads.append(loaded.url))
    line = page.locator("[data-new-version]")

    # When a new version has come and the page is looked at again, then nothing moves as long as somebody writes
    newer()
    with page.expect_response(NEW_VERSION):
        page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    for _ in range(3):
        page.wait_for_timeout(200)
        page.clock.fast_forward(11_000)
    expect(line).to_have_count(0)

    # And once they rest, it is said, and stays said
    page.get_by_role("textbox").first.blur()
    page.clock.fast_forward(9_000)
    expect(line).to_have_count(0)
    page.clock.fast_forward(2_000)
    expect(line).to_contain_text("A new version of Egenplan is ready.")
    page.clock.fast_forward(60_000)
    assert page.get_by_role("textbox").first.input_value() == "Gå til naustet"
    assert loads == []

    # When they press, also in the moment they write, then the page is new, once, and what they wrote is there
    page.get_by_role("textbox").first.type(" med barna")
    line.get_by_role("button", name="Use it now").click()
    expect(page.locator('meta[name="worker"][data-version="newer"]')).to_be_attached()
    expect(page.get_by_role("textbox").first).to_have_value("Gå til naustet med barna")
    page.clock.fast_forward(10_000)
    until(page, TAKEN_OVER)
    until(page, "caches.keys().then((names) => names.length === 1 && names[0].startsWith('shell-newer-'))")
    expect(line).to_have_count(0)
    assert len(loads) == 1


def test_a_page_that_is_new_already_says_nothing(live: Live, visit: Callable[..., Page], newer: Callable[[], None]) -> None:
    page = visit("the patient")
    with_worker(page, f"/records/{live.world.record_id}/plan")
    newer()
    page.clock.install()
    with page.expect_response(NEW_VERSION):
        page.goto(f"/records/{live.world.record_id}/today")
    page.wait_for_timeout(200)
    page.clock.fast_forward(30_000)
    page.wait_for_timeout(200)
    expect(page.locator("[data-new-version]")).to_have_count(0)


def test_a_window_with_an_older_page_still_has_its_scripts(
    live: Live, visit: Callable[..., Page], newer: Callable[[], None]
) -> None:
    # Given two windows, and a new version that one of them has brought
    older = visit("the patient")
    with_worker(older, f"/records/{live.world.record_id}/today")
    page = older.context.new_page()
    newer()
    page.goto(f"/records/{live.world.record_id}/plan")
    page.evaluate("navigator.serviceWorker.getRegistration().then((r) => r.update())")
    until(page, "navigator.serviceWorker.getRegistration().then((r) => r.waiting !== null)")
    page.reload()
    until(page, TAKEN_OVER)

    # Then what the older page has not fetched yet is there for it, also without coverage
    older.context.set_offline(True)
    script = "document.querySelector('script[type=module]').src.replace('enhance/index.js', 'offline/take.js')"
    assert older.evaluate(f"import({script}).then((module) => 'take' in module)")
    older.context.set_offline(False)


def test_what_no_worker_of_ours_put_there_goes_and_an_older_shelf_once_no_window_needs_it(
    live: Live, visit: Callable[..., Page], newer: Callable[[], None]
) -> None:
    # Given two windows, a cache that somebody else filled, and a new version
    older = visit("the patient")
    with_worker(older, f"/records/{live.world.record_id}/today")
    page = older.context.new_page()
    page.goto(f"/records/{live.world.record_id}/today")
    page.evaluate("caches.open('planted').then((c) => c.put('/static/planted.js', new Response('x')))")
    newer()
    page.goto(f"/records/{live.world.record_id}/plan")
    page.evaluate("navigator.serviceWorker.getRegistration().then((r) => r.update())")
    until(page, "navigator.serviceWorker.getRegistration().then((r) => r.waiting !== null)")

    # When it takes over, then the unknown one is gone, and the older window's shelf is not
    page.reload()
    until(page, TAKEN_OVER)
    until(page, "caches.keys().then((names) => names.length === 2 && names.every((name) => name.startsWith('shell-')))")
    assert page.evaluate("fetch('/static/planted.js').then((answer) => answer.status)") == 404

    # And when the older window is gone, its shelf goes with the next page
    older.close()
    page.goto(f"/records/{live.world.record_id}/goals")
    until(page, "caches.keys().then((names) => names.length === 1 && names[0].startsWith('shell-newer-'))")


def test_another_language_is_there_without_coverage_too(visit: Callable[..., Page]) -> None:
    page = visit("the patient")
    with_worker(page, "/settings")
    page.locator('input[value="nb"]').check()
    page.get_by_role("button", name="Save the language").click()
    until(page, "caches.keys().then((names) => names.length === 1 && names[0].endsWith('-nb'))")
    page.context.set_offline(True)
    page.goto("/emergency")
    expect(page.locator("html")).to_have_attribute("lang", "nb")
    page.context.set_offline(False)
    page.goto("/settings")
    page.locator('input[value="en"]').check()
    page.get_by_role("button", name="Lagre språket").click()


def test_it_is_turned_off_by_a_setting(live: Live, visit: Callable[..., Page], turned_off: Callable[[], None]) -> None:
    page = visit("the patient")
    with_worker(page, f"/records/{live.world.record_id}/today")
    assert page.evaluate(NAMES)
    turned_off()
    page.goto(f"/records/{live.world.record_id}/plan")
    until(page, "navigator.serviceWorker.getRegistration().then((r) => r === undefined)")
    assert page.evaluate(NAMES) == []
    page.reload()
    expect(page.get_by_role("heading", name="Plan", exact=True)).to_be_visible()
    assert page.evaluate("navigator.serviceWorker.getRegistration().then((r) => r === undefined)")


@pytest.fixture
def newer(live: Live) -> Iterator[Callable[[], None]]:
    """Lets the server have a newer version from then on."""
    published = live.app.extensions["assets"]
    yield lambda: live.app.extensions.update(assets=replace(published, version="newer"))
    live.app.extensions["assets"] = published


@pytest.fixture
def turned_off(live: Live) -> Iterator[Callable[[], None]]:
    yield lambda: live.app.config.update(WORKER=False)
    live.app.config["WORKER"] = True
