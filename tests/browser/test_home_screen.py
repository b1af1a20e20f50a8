"""Egenplan as an app on the home screen."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import FLAGS, PHONE, Live
from tests.browser.phones import with_worker
from tests.support.visitor import Visitor

pytestmark = pytest.mark.browser
IPHONE = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) "
    "Version/18.5 Mobile/15E148 Safari/604.1"
)
OFFER = """(() => {
  const offer = new Event('beforeinstallprompt');
  offer.prompt = () => {};
  offer.userChoice = Promise.resolve({ outcome: 'dismissed' });
  dispatchEvent(offer);
})()"""


def test_chromium_finds_nothing_in_the_way(live: Live, chromium: Browser, tmp_path: Path) -> None:
    """In a lasting profile: a private window never installs anything."""
    # sync_playwright is running already: `chromium.browser_type` is its door to another profile.
    found = shutil.which("chromium") or shutil.which("chromium-browser")
    context = chromium.browser_type.launch_persistent_context(tmp_path, executable_path=found, args=FLAGS, base_url=live.address)
    try:
        page = with_worker(context.new_page(), "/")
        tools = context.new_cdp_session(page)
        assert tools.send("Page.getAppManifest")["errors"] == []
        assert tools.send("Page.getInstallabilityErrors")["installabilityErrors"] == []
    finally:
        context.close()


@pytest.mark.parametrize(("language", "name"), [("en", "Check in"), ("nb", "Sjekk inn")])
def test_the_manifest_speaks_the_readers_language_and_names_nobody(live: Live, language: str, name: str) -> None:
    visitor = Visitor(live.app)
    manifest = json.loads(visitor.get(f"/manifest.webmanifest?language={language}").text)
    assert (manifest["lang"], manifest["shortcuts"][0]["name"]) == (language, name)
    assert not re.search(r"[0-9a-f]{8}-[0-9a-f]{4}", json.dumps(manifest)), "an address names a record"
    for icon in manifest["icons"]:
        assert visitor.get(icon["src"]).status_code == 200
    assert {icon["purpose"] for icon in manifest["icons"]} == {"any", "maskable"}


def test_it_is_offered_in_settings_and_gone_for_good_when_declined(visit: Callable[..., Page]) -> None:
    page = visit("the patient")
    page.goto("/settings")
    card = page.get_by_text("Egenplan on the home screen")
    expect(card).to_be_hidden()
    page.evaluate(
        "import(document.querySelector('script[src*=\"js/offline\"]').src.replace('index.js', 'install.js')).then(() => true)"
    )
    page.evaluate(OFFER)
    expect(card).to_be_visible()
    page.get_by_role("button", name="No thanks").first.click()
    expect(card).to_be_hidden()
    page.reload()
    page.evaluate(OFFER)
    expect(card).to_be_hidden()


def test_on_an_iphone_it_says_how(visit: Callable[..., Page]) -> None:
    page = visit("the patient", user_agent=IPHONE, has_touch=True)
    page.goto("/settings")
    expect(page.get_by_text("Tap Share")).to_be_visible()
    page.add_init_script("Object.defineProperty(navigator, 'standalone', { value: true })")
    page.reload()
    expect(page.get_by_text("Tap Share")).to_be_hidden()


def test_without_scripts_nothing_is_offered(visit: Callable[..., Page]) -> None:
    page = visit("the patient", java_script_enabled=False)
    page.goto("/settings")
    expect(page.get_by_text("Egenplan on the home screen")).to_be_hidden()


def test_the_home_screen_opens_ones_own_record(live: Live, visit: Callable[..., Page]) -> None:
    page = visit("the patient", viewport=PHONE)
    page.goto("/start/check-in")
    expect(page).to_have_url(re.compile(f"/records/{live.world.record_id}/check-ins/new$"))
    relative = visit("relative who may check in")
    relative.goto("/start/today")
    expect(relative).to_have_url(re.compile("/records$"))
    nobody = visit()
    nobody.goto("/start/today")
    expect(nobody).to_have_url(re.compile("/sign-in$"))
