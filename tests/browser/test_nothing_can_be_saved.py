"""A phone that can neither save nor send: what was written stays, and it is said."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Live

pytestmark = pytest.mark.browser
WORDS = "This phone could not save it, and it is not sent."


def test_it_is_said_once_however_often_one_presses_and_anew_each_time(live: Live, visit: Callable[..., Page]) -> None:
    # Given a page whose network goes before what saves has come
    page = visit("the patient")
    page.add_init_script("delete Navigator.prototype.serviceWorker")
    for gone in ("**/offline/take.js", "**/healthz"):
        page.route(gone, lambda route: route.abort("internetdisconnected"))
    page.goto(f"/records/{live.world.record_id}/today")
    form = page.locator('form[data-outbox="answer"]:not([data-sending])').first
    before = page.url

    # When one presses again and again
    for _ in range(3):
        form.locator("button").first.click()

        # Then it stands there once, new each time, so that it is read out; and the form is still there
        expect(form.locator('[role="alert"]:not([data-seen])')).to_contain_text(WORDS)
        expect(form.get_by_role("alert")).to_have_count(1)
        form.get_by_role("alert").evaluate("(line) => { line.dataset.seen = ''; }")
        expect(form).to_have_count(1)
    assert page.url == before
