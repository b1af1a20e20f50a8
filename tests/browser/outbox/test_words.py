"""The word "Sent" stands on the screen only while the server has it, whatever the network does, and no tick ever stands alone."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Route, expect

from tests.browser.conftest import Live
from tests.browser.outbox.conftest import DELIVERY, Phone, drop_answer, sent

pytestmark = pytest.mark.browser
WHO = "**/phone"
CLAIMS = re.compile(r"^(Sent|Sendt) |Seen by|has been sent", re.MULTILINE)


def answer(status: int, body: str = "{}", kind: str = "application/json") -> Callable[[Route], None]:
    return lambda route: route.fulfill(status=status, body=body, content_type=kind)


WEATHER: dict[str, tuple[str, Callable[[Route], None]]] = {
    "no network": (DELIVERY, lambda route: route.abort()),
    "answer lost": (DELIVERY, drop_answer),
    "who is unreachable": (WHO, lambda route: route.abort()),
    "signed out": (WHO, answer(200, '{"owner": null, "token": "x", "now": "2026-01-01T00:00:00Z"}')),
    "somebody else": (WHO, answer(200, '{"owner": "other", "token": "x", "now": "2026-01-01T00:00:00Z"}')),
    "a portal": (DELIVERY, answer(200, "<h1>Welcome to the hotel</h1>", "text/html")),
    "a portal with json": (DELIVERY, answer(200, '{"results": []}')),
    "another item named": (DELIVERY, answer(200, '{"results": [{"id": "other", "outcome": "new"}]}')),
    "400": (DELIVERY, answer(400)),
    "401": (DELIVERY, answer(401)),
    "403": (DELIVERY, answer(403)),
    "404": (DELIVERY, answer(404)),
    "409": (DELIVERY, answer(409)),
    "413": (DELIVERY, answer(413)),
    "429": (DELIVERY, answer(429)),
    "500": (DELIVERY, answer(500)),
    "503": (DELIVERY, answer(503, "", "text/html")),
}


def test_in_every_weather_the_screen_says_what_is_true(live: Live, a_phone: Callable[..., Phone]) -> None:
    phone = a_phone().sign_in()
    for name, (address, weather) in WEATHER.items():
        phone.choose("red")
        phone.context.route(address, weather)
        phone.send(f"i {name}")
        expect(phone.page.locator("[data-truth]")).to_contain_text(re.compile("Saved on this phone|Not sent"))
        phone.page.wait_for_timeout(300)
        has = sent(live, phone.world, f"i {name}")
        assert bool(has) == (name == "answer lost"), name
        shown = phone.page.locator("main").inner_text()
        assert not CLAIMS.search(shown), f"{name}: {shown}"
        assert phone.page.locator("main a[href^='tel:']").first.get_attribute("href") == "tel:113"
        assert not phone.page.locator(".status--sent, .status--seen, .notice--done").count(), name
        phone.context.unroute(address)
        phone.page.evaluate("() => dispatchEvent(new Event('online'))")
        if name not in ("403", "404"):
            expect(phone.page.locator("[data-truth]")).to_have_text(re.compile(r"^Sent \d"))
            assert len(sent(live, phone.world, f"i {name}")) == 1, name
    phone.page.goto("/unsent")  # what was refused is tried again when a page opens
    expect(phone.page.locator('[data-if="none"]')).to_be_visible()
    assert len(sent(live, phone.world)) == len(WEATHER) + 3  # the world's own three
