"""A plan kept on the phone: there without coverage, dated, and gone when it should be."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask
from playwright.sync_api import Page, expect
from sqlalchemy import select

from app.models.plan import Plan
from app.models.representation import Representation
from app.platform import clock
from app.platform.db import db
from tests.browser.conftest import Live, cookie
from tests.browser.phones import ROWS, copies, keep_plan, keys, until, with_worker
from tests.support.world import World, a_world

pytestmark = pytest.mark.browser
HOUR = 3_600_000
DATED = "No coverage. This is the plan as of"


def test_without_coverage_every_kept_room_is_there_and_help_is_one_tap_away(live: Live, visit: Callable[..., Page]) -> None:
    # Given the patient's plan kept on the phone
    page = visit("the patient")
    keep_plan(page, live.world.record_id)

    # When there is no coverage
    page.context.set_offline(True)
    for room, words in (("today", "What matters most to me"), ("plan", "Ta"), ("check-ins/new", "What do you recognise?")):
        page.goto(f"/records/{live.world.record_id}/{room}")

        # Then the room is there, dated, with the plan's own words and its numbers to call, and is nobody else's
        expect(page.get_by_text(DATED)).to_be_visible()
        expect(page.locator("main")).to_contain_text(words)
        expect(page.locator("main")).to_contain_text(live.world.word)
        expect(page.locator(".rooms [aria-current]")).to_have_count(1)
        expect(page.locator('.emergency a[href="tel:113"]')).to_be_visible()
        expect(page.locator(".emergency").get_by_text("Nobody watches this round the clock.")).to_be_visible()
        assert live.world.word not in page.title(), "browsers keep titles in their history"
        assert page.locator('main form:not([data-outbox]), main input[name="csrf_token"]').count() == 0

        # And help is one tap away
        page.get_by_role("link", name="Help").first.click()
        expect(page.get_by_role("heading", name="Help now")).to_be_visible()


def test_the_rooms_lead_to_each_other_and_what_is_not_kept_says_so(live: Live, visit: Callable[..., Page]) -> None:
    page = visit("the patient")
    keep_plan(page, live.world.record_id)
    page.context.set_offline(True)
    page.goto("/start/today")
    expect(page.get_by_text("What matters most to me")).to_be_visible()
    page.locator(".rooms").get_by_role("link", name="Plan").click()
    expect(page.get_by_role("heading", name="Plan", exact=True)).to_be_visible()
    page.goto(f"/records/{live.world.record_id}/progress")
    expect(page.get_by_text("That page is not kept on the phone.")).to_be_visible()
    page.locator("[data-list] a").click()
    expect(page.get_by_text(DATED)).to_be_visible()


def test_every_way_out_of_what_is_kept_can_be_walked_without_coverage(live: Live, visit: Callable[..., Page]) -> None:
    page = visit("the patient")
    keep_plan(page, live.world.record_id)
    page.context.set_offline(True)
    waiting, walked = [f"/records/{live.world.record_id}/today"], set()
    while waiting:
        page.goto(waiting.pop())
        shown = page.get_by_text(DATED) if "/records/" in page.url else page.locator("h1").first
        expect(shown).to_be_visible()
        walked.add(page.url)
        ways = page.locator("main a:visible, .rooms a").evaluate_all("(all) => all.map((each) => each.href)")
        waiting += {way for way in ways if way.startswith(live.address) and way not in walked | {*waiting}}

    # Also to a place in a page
    assert any(way.endswith("/plan#problem-1") for way in walked)
    page.goto(f"/records/{live.world.record_id}/plan#problem-1")
    expect(page.locator("#problem-1")).to_be_in_viewport()


def test_nothing_is_kept_without_the_choice_and_it_is_taken_back_in_one_tap(live: Live, visit: Callable[..., Page]) -> None:
    page = visit("the patient")
    with_worker(page, f"/records/{live.world.record_id}/plan")
    page.wait_for_timeout(200)
    assert copies(page) == []
    keep_plan(page, live.world.record_id)
    assert len(copies(page)) == 1
    page.get_by_role("button", name="Take it off this phone").click()
    expect(page.get_by_role("button", name="Keep it on this phone")).to_be_visible()
    assert copies(page) == []
    page.context.set_offline(True)
    page.goto(f"/records/{live.world.record_id}/plan")
    expect(page.get_by_role("heading", name="No network right now")).to_be_visible()
    assert live.world.word not in page.content()


def test_after_72_hours_without_contact_it_is_gone_and_help_is_not(live: Live, visit: Callable[..., Page]) -> None:
    page = visit("the patient")
    keep_plan(page, live.world.record_id)
    page.context.set_offline(True)
    page.clock.install()
    page.goto(f"/records/{live.world.record_id}/plan")
    page.clock.fast_forward(71 * HOUR)
    page.reload()
    expect(page.get_by_text("What was for that day may be over.")).to_be_visible()
    assert len(copies(page)) == 1

    # An open page does not outlive the hours either
    page.clock.fast_forward(2 * HOUR)
    expect(page.get_by_text("no contact with us for 72 hours")).to_be_visible()
    assert live.world.word not in page.content()
    assert [row["data"] for row in copies(page)] == [False]
    expect(page.locator('.emergency a[href="tel:113"]')).to_be_visible()


def test_after_72_hours_it_goes_whichever_page_is_opened(live: Live, visit: Callable[..., Page]) -> None:
    page = visit("the patient")
    keep_plan(page, live.world.record_id)
    page.clock.install(time=clock.now() + timedelta(hours=73))
    page.goto("/privacy")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    until(page, f"({ROWS})('copies').then((rows) => rows.some((row) => row.gone === 'expired'))")
    assert [row["data"] for row in copies(page)] == [False]


@pytest.mark.parametrize("status", [403, 404, 410])
def test_what_answers_for_us_takes_no_plan_off_the_phone(
    live: Live, visit: Callable[..., Page], answered_for: Callable[[str, int], None], status: int
) -> None:
    # Given a plan kept on the phone, and a page of maintenance in front of us
    page = visit("the patient")
    keep_plan(page, live.world.record_id)
    answered_for("/offline-snapshot", status)

    # When the phone asks whether it has changed
    look_again_later(page, f"/records/{live.world.record_id}/today")

    # Then it is still here, and still chosen
    assert [row["data"] for row in copies(page)] == [True]
    assert [row["records"] for row in page.evaluate(ROWS, "copies") if row["record"] == "chosen"] == [[str(live.world.record_id)]]


def test_setting_the_clock_back_wins_no_time(live: Live, visit: Callable[..., Page]) -> None:
    page = visit("the patient")
    keep_plan(page, live.world.record_id)
    page.context.set_offline(True)
    page.clock.install(time=clock.now() + timedelta(hours=70))
    page.goto(f"/records/{live.world.record_id}/plan")
    expect(page.get_by_text(DATED)).to_be_visible()
    page.clock.set_system_time(clock.now() + timedelta(hours=1))
    page.reload()
    expect(page.get_by_text("The clock of this phone has been set back")).to_be_visible()
    assert live.world.word not in page.locator("main").inner_text()
    page.clock.set_system_time(clock.now() + timedelta(hours=73))
    page.reload()
    expect(page.get_by_text("no contact with us for 72 hours")).to_be_visible()


def test_a_changed_plan_and_an_ended_one_reach_the_phone_at_the_next_contact(live: Live, visit: Callable[..., Page]) -> None:
    with live.app.app_context():
        world = a_world()
    page = as_patient_of(live, world, visit)
    keep_plan(page, world.record_id)
    end_plan(live.app, world)
    look_again_later(page, f"/records/{world.record_id}/today")
    page.context.set_offline(True)
    page.goto(f"/records/{world.record_id}/plan")
    expect(page.get_by_text(re.compile("The self-care plan ended"))).to_be_visible()
    assert "Ring" not in page.locator("main").inner_text()


def test_when_a_fullmakt_ends_the_helpers_copy_goes(live: Live, visit: Callable[..., Page]) -> None:
    # Given a daughter who keeps her mother's plan, always with whose it is
    with live.app.app_context():
        world = a_world()
    page = visit()
    page.context.add_cookies([cookie(Live(live.app, live.address, world), "relative who may check in")])  # type: ignore[list-item]
    keep_plan(page, world.record_id)
    page.context.set_offline(True)
    page.goto(f"/records/{world.record_id}/today")
    expect(page.get_by_text(f"On behalf of Pasient {world.word}")).to_be_visible()

    # When the fullmakt ends meanwhile, and the phone has contact again
    with live.app.app_context():
        for row in db.session.scalars(select(Representation).filter_by(record_id=world.record_id)):
            row.ended_at = clock.now()
        db.session.commit()
    page.context.set_offline(False)
    look_again_later(page, "/records")

    # Then the copy is gone, and the page for no network says why without saying whose
    assert [(row["data"], row["gone"]) for row in copies(page)] == [(False, "closed")]
    page.context.set_offline(True)
    page.goto(f"/records/{world.record_id}/today")
    expect(page.get_by_text("no longer open to you")).to_be_visible()
    assert world.word not in page.content()


def test_storage_that_was_cleared_is_no_harm(live: Live, visit: Callable[..., Page]) -> None:
    page = visit("the patient")
    keep_plan(page, live.world.record_id)
    tools = page.context.new_cdp_session(page)
    tools.send("Storage.clearDataForOrigin", {"origin": live.address, "storageTypes": "indexeddb,cache_storage,service_workers"})
    with_worker(page, f"/records/{live.world.record_id}/on-this-phone")
    expect(page.get_by_role("button", name="Keep it on this phone")).to_be_visible()
    keep_plan(page, live.world.record_id)
    assert len(copies(page)) == len(keys(page)) == 1


def as_patient_of(live: Live, world: World, visit: Callable[..., Page]) -> Page:
    page = visit()
    page.context.add_cookies([cookie(Live(live.app, live.address, world), "the patient")])  # type: ignore[list-item]
    return page


def look_again_later(page: Page, address: str) -> None:
    """Open `address` when the phone asks again: it asks at most every quarter of an hour."""
    page.clock.install(time=clock.now() + timedelta(minutes=20))
    with page.expect_response(re.compile("offline-snapshot")):
        page.goto(address)
    page.wait_for_timeout(150)


def end_plan(app: Flask, world: World) -> None:
    with app.app_context():
        for plan in db.session.scalars(select(Plan).filter_by(record_id=world.record_id, kind="self_care")):
            plan.status = "completed"
        db.session.commit()
