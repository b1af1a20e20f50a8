"""The first whole journey with fingers and with keys, in a real browser."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import DESK, Live
from tests.support.world import a_world

pytestmark = pytest.mark.browser
MOST_TAPS = 4
COVERED = """() => {
  const e = document.activeElement, box = e.getBoundingClientRect();
  if (e === document.body || box.width < 2) return null;
  const at = document.elementFromPoint(box.x + box.width / 2, box.y + Math.min(box.height / 2, 20));
  const seen = at && (e.contains(at) || at.contains(e) || e.closest('label')?.contains(at));
  return seen ? null : `${e.tagName.toLowerCase()}.${e.className} ${e.textContent.trim().slice(0, 30)}`;
}"""
UNMARKED = """() => {
  const e = document.activeElement, style = getComputedStyle(e), label = e.closest('label');
  const drawn = (s) => (s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) > 0) || s.boxShadow !== 'none';
  if (e === document.body || drawn(style) || (label && drawn(getComputedStyle(label)))) return null;
  return `${e.tagName.toLowerCase()}.${e.className}`;
}"""


class Fingers:
    """Counts the taps."""

    def __init__(self) -> None:
        self.taps = 0

    def tap(self, what: Locator) -> None:
        what.click()
        self.taps += 1


def test_green_in_four_taps_then_the_nurse_and_her_answer(live: Live, visit: Callable[..., Page]) -> None:
    # Given the patient, signed in through the demo's door
    phone = visit(has_touch=True)
    phone.goto("/sign-in")
    phone.locator('button[value="patient"]').click()
    expect(phone).to_have_url(re.compile(r"/records/[0-9a-f-]+/today$"))

    # When it is as usual
    fingers = Fingers()
    fingers.tap(phone.locator('main a[href$="/check-ins/new"]').first)
    fingers.tap(phone.get_by_role("button", name=re.compile("Green zone")))
    fingers.tap(phone.get_by_role("button", name=re.compile(r"^Send")).first)

    # Then it is sent in at most four taps, and says that nobody has seen it
    expect(phone.get_by_text("Nobody has marked it as seen yet.")).to_be_visible()
    assert fingers.taps <= MOST_TAPS, f"{fingers.taps} taps"
    sent = phone.url

    # And the nurse finds it on her screen, and answers
    desk = visit(viewport=DESK)
    desk.goto("/sign-in")
    desk.locator('button[value="nurse"]').click()
    expect(desk).to_have_url(re.compile("/clinic$"))
    desk.locator(f'main a[href*="/clinic/records/{live.world.record_id}"]').first.click()
    entry = desk.locator(f'[id="check-in-{sent.rsplit("/", 1)[1]}"]')
    entry.get_by_text("Write a reply").click()
    entry.get_by_role("textbox").fill("Godt å høre")
    entry.get_by_role("button", name="Mark as seen").click()
    expect(desk.get_by_text("Godt å høre").first).to_be_visible()

    # Then the patient sees both
    phone.reload()
    expect(phone.get_by_text("Seen by Nina").first).to_be_visible()
    expect(phone.get_by_text("Godt å høre").first).to_be_visible()


def test_the_same_with_keys_alone(live: Live, visit: Callable[..., Page]) -> None:
    # Given the patient at a keyboard
    page = visit("the patient", viewport=DESK)
    page.goto(f"/records/{live.world.record_id}/today")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip-link"
    page.keyboard.press("Enter")

    # When they go by Tab and Enter to the check-in, choose yellow and send
    go_to(page, 'a[href$="/check-ins/new"]')
    go_to(page, 'button[value="yellow"]')
    go_to(page, 'form[action$="/check-ins"] button')

    # Then it is sent
    expect(page.get_by_text("Nobody has marked it as seen yet.")).to_be_visible()


@pytest.mark.parametrize("room", ["today", "plan", "check-ins/new", "goals", "measures", "progress"])
def test_what_is_in_focus_is_marked_and_never_covered(live: Live, visit: Callable[..., Page], room: str) -> None:
    """WCAG 2.4.7 and 2.4.11, which no scanner looks for; the navigation at the foot of a phone must not lie over it."""
    page, wrong = visit("the patient"), []
    page.goto(f"/records/{live.world.record_id}/{room}")
    for _ in range(40):
        page.keyboard.press("Tab")
        wrong += [f"covered: {found}" for found in [page.evaluate(COVERED)] if found]
        wrong += [f"not marked: {found}" for found in [page.evaluate(UNMARKED)] if found]
    assert wrong == [], "\n".join(["", *sorted(set(wrong))])


def test_an_error_is_in_focus_and_leads_to_its_field(live: Live, visit: Callable[..., Page]) -> None:
    page = visit("the patient")
    page.goto(f"/records/{live.world.record_id}/goals/new")
    page.get_by_role("button", name=re.compile("Save|Add|Write", re.IGNORECASE)).first.click()
    summary = page.locator("#error-summary")
    expect(summary).to_be_focused()
    summary.get_by_role("link").first.click()
    assert page.evaluate("document.activeElement.matches('input, textarea, select')")


def test_two_tabs_show_two_people_and_each_says_whose(live: Live, visit: Callable[..., Page]) -> None:
    with live.app.app_context():
        other = a_world()
    mine = visit("relative who may check in")
    mine.goto(f"/records/{live.world.record_id}/today")
    expect(mine.get_by_text("On behalf of").first).to_contain_text("Kari Prøvedatter")
    mine.goto(f"/records/{other.record_id}/today")
    assert other.word not in mine.content()


def go_to(page: Page, target: str, most: int = 60) -> None:
    """Tab until `target` is in focus, then press Enter and wait for where it leads."""
    for _ in range(most):
        if page.evaluate("(target) => document.activeElement.matches(target)", target):
            with page.expect_navigation():
                page.keyboard.press("Enter")
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"{target} was not reached by Tab on {page.url}")
