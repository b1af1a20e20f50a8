"""Every page, as Chromium shows it: no accessibility rule broken, nothing out of reach, in light, dark and forced colours."""

from __future__ import annotations

import importlib.util
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import DESK, PHONE, Live
from tests.browser.rooms import rooms
from tests.support.world import NOBODY

pytestmark = pytest.mark.browser
VISITORS = (NOBODY, "the patient", "relative who may check in", "treating clinician")
STANDARD = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
AXE = """async (tags) => {
  const found = await axe.run(document, {runOnly: {type: 'tag', values: tags}, resultTypes: ['violations']});
  return found.violations.map((v) => `${v.id}: ${v.nodes.slice(0, 3).map((n) => n.target.join(' ')).join(' | ')}`);
}"""
WIDER_THAN_THE_SCREEN = """() => {
  const room = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= room) return [];
  return [...document.querySelectorAll('body *')]
    .filter((e) => e.getBoundingClientRect().right > room + 1 && getComputedStyle(e).position !== 'absolute')
    .slice(-4).map((e) => `${e.tagName.toLowerCase()}.${e.className} to ${Math.round(e.getBoundingClientRect().right)}`)
    .concat(`page ${document.documentElement.scrollWidth} of ${room}`);
}"""
CLIPPED = """() => [...document.querySelectorAll('main *, nav *, header *')]
  .filter((e) => e.childElementCount === 0 && e.textContent.trim() && e.clientWidth > 0
    && ['hidden', 'clip'].includes(getComputedStyle(e).overflowX) && e.scrollWidth > e.clientWidth + 2
    && !e.closest('.visually-hidden, .skip-link'))
  .slice(0, 4).map((e) => `${e.tagName.toLowerCase()}.${e.className}: ${e.textContent.trim().slice(0, 30)}`)"""
UNDRAWN = """() => [...document.querySelectorAll('main button, main input:not([type=hidden]), main textarea, main select')]
  .filter((e) => e.offsetWidth > 0 && getComputedStyle(e).borderTopStyle === 'none' && getComputedStyle(e).outlineStyle === 'none'
    && !e.closest('label, li, td, article'))
  .slice(0, 4).map((e) => `${e.tagName.toLowerCase()}.${e.className}`)"""


def axe_source() -> str:
    package = importlib.util.find_spec("axe_playwright_python")
    assert package and package.origin
    return Path(package.origin).with_name("axe.min.js").read_text(encoding="utf-8")


@pytest.mark.parametrize("kind", VISITORS)
def test_no_rule_of_wcag_is_broken_in_light_and_dark_on_phone_and_desk(live: Live, visit: Callable[..., Page], kind: str) -> None:
    page, source, broken = visit(kind, reduced_motion="reduce"), axe_source(), []
    for address in rooms(live.app, live.world, kind):
        page.goto(address)
        page.evaluate(source)
        for scheme, screen in (("light", PHONE), ("dark", PHONE), ("dark", DESK), ("light", DESK)):
            page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
            page.set_viewport_size(screen)  # type: ignore[arg-type]
            broken += [f"{address} {scheme} {screen['width']}: {each}" for each in page.evaluate(AXE, STANDARD)]
        page.emulate_media(color_scheme="light")
        page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    assert broken == [], "\n".join(["", *broken])


def test_a_broken_rule_would_be_found(visit: Callable[..., Page]) -> None:
    page = visit()
    page.goto("/emergency")
    page.evaluate("document.querySelector('main').insertAdjacentHTML('beforeend', '<button></button><img src=\"x\">')")
    page.evaluate(axe_source())
    assert {each.split(":")[0] for each in page.evaluate(AXE, STANDARD)} >= {"button-name", "image-alt"}


@pytest.mark.parametrize("kind", VISITORS)
def test_nothing_scrolls_sideways_on_the_smallest_screen_or_with_large_text(
    live: Live, visit: Callable[..., Page], kind: str
) -> None:
    page, wide = visit(kind), []
    for address in rooms(live.app, live.world, kind):
        page.set_viewport_size({"width": 320, "height": 640})
        page.goto(address)
        wide += [f"{address} at 320 px: {each}" for each in page.evaluate(WIDER_THAN_THE_SCREEN) + page.evaluate(CLIPPED)]
        page.set_viewport_size(PHONE)  # type: ignore[arg-type]
        page.evaluate("document.documentElement.style.fontSize = '200%'")
        wide += [f"{address} at 200 % text: {each}" for each in page.evaluate(WIDER_THAN_THE_SCREEN) + page.evaluate(CLIPPED)]
    assert wide == [], "\n".join(["", *wide])


def test_what_is_too_wide_would_be_found(visit: Callable[..., Page]) -> None:
    page = visit()
    page.goto("/emergency")
    page.evaluate("document.querySelector('main').style.width = '700px'")
    assert page.evaluate(WIDER_THAN_THE_SCREEN)


@pytest.mark.parametrize("kind", VISITORS)
def test_forced_colours_leave_every_control_drawn_and_every_zone_told(live: Live, visit: Callable[..., Page], kind: str) -> None:
    page, gone = visit(kind, forced_colors="active"), []
    for address in rooms(live.app, live.world, kind):
        page.goto(address)
        assert page.evaluate("matchMedia('(forced-colors: active)').matches")
        assert page.locator("h1").inner_text().strip()
        gone += [f"{address}: {each}" for each in page.evaluate(UNDRAWN)]
    assert gone == [], "\n".join(["", *gone])
