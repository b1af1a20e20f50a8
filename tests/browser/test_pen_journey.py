"""The pen in Chromium, on a phone and on a desk: from a patient's record to a published plan, with no rule of WCAG broken."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import DESK, PHONE, Live
from tests.browser.test_every_page import AXE, CLIPPED, STANDARD, WIDER_THAN_THE_SCREEN, axe_source
from tests.support import canaries
from tests.support.world import World, a_world

pytestmark = pytest.mark.browser
SMALL = {"width": 320, "height": 640}


@pytest.fixture
def fresh(live: Live) -> Iterator[World]:
    """A patient with two plans, for this journey alone."""
    with live.app.app_context():
        yield a_world()


def judged(page: Page, where: str) -> list[str]:
    page.evaluate(axe_source())
    found = [f"{where}: {each}" for each in page.evaluate(AXE, STANDARD)]
    size = page.viewport_size
    page.set_viewport_size(SMALL)  # type: ignore[arg-type]
    found += [f"{where} at 320: {each}" for each in page.evaluate(WIDER_THAN_THE_SCREEN) + page.evaluate(CLIPPED)]
    page.set_viewport_size(size)  # type: ignore[arg-type]
    return found


@pytest.mark.parametrize("screen", [PHONE, DESK], ids=["390", "1280"])
def test_a_change_is_written_looked_through_and_published(
    live: Live,
    visit: Callable[..., Page],
    fresh: World,
    screen: dict[str, int],
) -> None:
    live.world.people["the pen"] = fresh.people["treating clinician"]
    page = visit("the pen", viewport=screen, reduced_motion="reduce")
    page.goto(f"/clinic/records/{fresh.record_id}/plan")
    page.get_by_role("link", name=re.compile("Change the plan")).click()
    broken = judged(page, "start")
    page.get_by_role("button", name="Write from the plan as it is").click()

    # Going to another section saves what was typed in this one.
    page.get_by_label("About the plan").first.fill("Ny tekst om planen")
    for section in ("Problems", "Goals", "Measures", "Contacts", "Zones"):
        page.locator(".places").get_by_role("button", name=re.compile(f"^{section}")).click()
        expect(page.get_by_role("heading", level=2, name=section)).to_be_visible()
        broken += judged(page, section)
    page.locator(".places").get_by_role("button", name=re.compile("^About")).click()
    expect(page.get_by_label("About the plan").first).to_have_value("Ny tekst om planen")

    # A row is added, filled and found again by whoever presses the key for sending.
    page.locator(".places").get_by_role("button", name=re.compile("^Goals")).click()
    page.get_by_role("button", name="Add a goal").click()
    page.get_by_label("The goal").last.fill("Sove gjennom natten")
    page.get_by_role("button", name="Save the draft").last.click()
    expect(page.get_by_text("Sove gjennom natten").first).to_be_visible()
    page.locator(".pen-bar").get_by_role("button", name="Look through and publish").click()
    expect(page.get_by_role("heading", name="This is what the patient will see")).to_be_visible()
    broken += judged(page, "review")
    page.get_by_label("Why the plan is changed").fill("Snakket sammen")
    page.get_by_role("button", name="Publish the plan").click()
    expect(page.get_by_text("The plan is published. The patient sees it now.")).to_be_visible()
    expect(page.locator("main").get_by_text("Sove gjennom natten").first).to_be_visible()
    assert broken == [], "\n".join(["", *broken])
    assert canaries.leaks == []
