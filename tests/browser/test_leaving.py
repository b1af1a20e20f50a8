"""What is left on a phone when somebody goes: nothing that can be read."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect
from sqlalchemy import select, update

from app.models.login_session import LoginSession
from app.platform import clock
from app.platform.db import db
from tests.browser.conftest import FLAGS, PHONE, Live, cookie
from tests.browser.phones import ROWS, copies, keep_plan, keys, on_disk, until
from tests.browser.test_kept_plans import DATED, look_again_later
from tests.support.world import a_world

pytestmark = pytest.mark.browser
RING = "import(document.querySelector('script[type=module]').src.replace('enhance/index.js', 'offline/keyring.js'))"
SLOW_KEY = """(() => { const real = fetch;
  globalThis.fetch = async (...asked) => { const given = await real(...asked);
    if (asked[0] === '/phone/key') await new Promise((done) => { globalThis.answer = done; });
    return given;
  };
})()"""
# Neither a copy nor a key of anybody's but the one who is signed in.
ROWS_OF_OTHERS = f"""async (mine) => {{ const rows = {ROWS};
  const found = [...await rows('copies'), ...await rows('keys').then((all) => all.filter((row) => row.key))];
  return !found.some((row) => row.owner && row.owner !== mine); }}"""


def test_signing_out_leaves_nothing_on_the_phone_or_its_disk(live: Live, chromium: Browser, tmp_path: Path) -> None:
    # Given a plan that was read on the phone, kept, and read from what is kept
    with live.app.app_context():
        world = a_world()
    context = a_profile(chromium, live, tmp_path)
    context.add_cookies([cookie(Live(live.app, live.address, world), "the patient")])  # type: ignore[list-item]
    page = context.new_page()
    keep_plan(page, world.record_id)
    context.set_offline(True)
    page.goto(f"/records/{world.record_id}/plan")
    expect(page.locator("main")).to_contain_text(world.word)

    # Then, even while it is kept, no word of it lies on the disk in clear
    context.close()
    assert on_disk(tmp_path, world.word) == []
    assert on_disk(tmp_path, str(world.record_id)), "the search finds nothing at all"

    # And when they sign out, neither keys nor copies are left
    context = a_profile(chromium, live, tmp_path)
    context.add_cookies([cookie(Live(live.app, live.address, world), "the patient")])  # type: ignore[list-item]
    page = context.new_page()
    page.goto(f"/records/{world.record_id}/more")
    assert len(copies(page)) == 1
    page.get_by_role("button", name="Sign out").click()
    expect(page).to_have_url(f"{live.address}/")
    assert (copies(page), keys(page)) == ([], [])
    context.set_offline(True)
    page.goto(f"/records/{world.record_id}/plan")
    expect(page.get_by_role("heading", name="No network right now")).to_be_visible()
    context.close()
    assert on_disk(tmp_path, world.word) == []


def test_signing_out_without_coverage_is_done_here_at_once_and_told_later(live: Live, visit: Callable[..., Page]) -> None:
    page = visit("the patient")
    keep_plan(page, live.world.record_id)
    page.context.set_offline(True)
    page.goto("/offline")
    page.get_by_role("button", name="Sign out on this phone").click()
    expect(page.get_by_text("You are signed out, and nothing of the plan is left on this phone.")).to_be_visible()
    assert (copies(page), keys(page)) == ([], [])

    # The next page with coverage is asked for by nobody
    page.context.set_offline(False)
    page.goto(f"/records/{live.world.record_id}/plan")
    expect(page).to_have_url(re.compile("/sign-in$"))
    assert page.evaluate("fetch('/phone').then((r) => r.json())")["owner"] is None


def test_what_is_unsent_outlives_a_sign_out_without_coverage_and_no_window_reopens_it(
    live: Live, visit: Callable[..., Page]
) -> None:
    # Given two windows, a kept plan, and a check-in that could not be sent
    with live.app.app_context():
        world = a_world()
    page = visit()
    page.context.add_cookies([cookie(Live(live.app, live.address, world), "the patient")])  # type: ignore[list-item]
    keep_plan(page, world.record_id)
    other = page.context.new_page()
    other.goto(f"/records/{world.record_id}/plan")
    page.context.set_offline(True)
    page.goto(f"/records/{world.record_id}/check-ins/new")
    page.locator('main form input[value="yellow"]').check()
    page.get_by_role("button", name="Save on this phone").click()
    expect(page.locator("[data-truth]")).to_have_text("Saved on this phone, not sent yet")

    # When the patient signs out from what is unsent, which is told as theirs
    page.goto("/unsent#leaving")
    expect(page.locator(".waiting-item")).to_contain_text("Check-in: Yellow zone")
    page.get_by_role("button", name="Sign out, and keep it here for me").click()

    # Then nothing can be read here, and the other window does not get the key back while the server does not know
    expect(page.get_by_text("You are signed out, and nothing of the plan is left on this phone.")).to_be_visible()
    asked = f"{RING}.then((ring) => ring.key()).then(() => 'given', (error) => error.message)"
    assert other.evaluate(asked) == "signed out"
    page.context.set_offline(False)
    assert other.evaluate(asked) != "given"
    assert (copies(page), keys(page)) == ([], [])
    page.goto("/unsent")
    expect(page.get_by_text("Something on this phone is not sent yet.")).to_be_visible()


def test_a_key_that_is_on_its_way_while_somebody_signs_out_is_not_taken_in(live: Live, visit: Callable[..., Page]) -> None:
    # Given a window that has asked for the key, whose answer takes its time
    page = visit("the patient")
    page.goto(f"/records/{live.world.record_id}/more")
    until(page, f"{RING}.then((ring) => ring.keyHere(ring.owner())).then(Boolean)")
    page.evaluate("new Promise((done) => { indexedDB.deleteDatabase('egenplan').onsuccess = done; })")
    other = page.context.new_page()
    other.add_init_script(SLOW_KEY)
    other.goto(f"/records/{live.world.record_id}/more")
    other.evaluate(
        f"globalThis.asked = {RING}.then((ring) => ring.key()).then(() => 'given', (error) => error.message); undefined"
    )
    until(other, "Boolean(globalThis.answer)")

    # When they sign out in the first one, and the answer comes
    page.get_by_role("button", name="Sign out").click()
    expect(page).to_have_url(f"{live.address}/")
    other.evaluate("answer()")

    # Then it opens nothing here
    assert other.evaluate("asked") == "signed out"
    assert keys(page) == []


def test_of_two_people_on_one_phone_each_sees_their_own(live: Live, visit: Callable[..., Page]) -> None:
    with live.app.app_context():
        other = a_world()
    page = visit("the patient")
    keep_plan(page, live.world.record_id)
    signed_in = page.context.cookies()

    # When somebody else signs in without the first signing out
    page.context.clear_cookies()
    page.context.add_cookies([cookie(Live(live.app, live.address, other), "the patient")])  # type: ignore[list-item]
    page.goto(f"/records/{other.record_id}/today")
    until(page, "document.readyState === 'complete'")
    mark = page.locator('meta[name="owner"]').get_attribute("content")
    until(page, ROWS_OF_OTHERS, mark)
    page.context.set_offline(True)
    page.goto(f"/records/{live.world.record_id}/plan")
    expect(page.get_by_role("heading", name="No network right now")).to_be_visible()
    assert live.world.word not in page.content()

    # Then the first one's choice still stands when they are back
    page.context.set_offline(False)
    page.context.clear_cookies()
    page.context.add_cookies(signed_in)
    with page.expect_response(re.compile("offline-snapshot")):
        page.goto(f"/records/{live.world.record_id}/today")
    page.wait_for_timeout(200)
    page.context.set_offline(True)
    page.reload()
    expect(page.get_by_text(DATED)).to_be_visible()


@pytest.mark.parametrize("ended", [True, False], ids=["ended elsewhere", "timed out"])
def test_a_session_ended_elsewhere_wipes_and_one_that_timed_out_does_not(
    live: Live, visit: Callable[..., Page], ended: bool
) -> None:
    # Given a plan kept, and its page open
    page = visit("the patient")
    keep_plan(page, live.world.record_id)
    look_again_later(page, f"/records/{live.world.record_id}/today")

    # When the session is over, and the phone asks again
    with live.app.app_context():
        latest = select(LoginSession.id).order_by(LoginSession.created_at.desc()).limit(1)
        gone = {"ended_at": clock.now()} if ended else {"seen_at": clock.now().replace(year=2020)}
        db.session.execute(update(LoginSession).where(LoginSession.id == db.session.scalar(latest)).values(**gone))
        db.session.commit()
    page.clock.fast_forward(20 * 60_000)
    with page.expect_response(lambda answer: answer.status == 401):
        page.evaluate("dispatchEvent(new Event('online'))")
    page.wait_for_timeout(200)

    # Then a session that somebody ended takes the copy with it; one that nobody used leaves it for its 72 hours
    assert len(copies(page)) == len(keys(page)) == (0 if ended else 1)


@pytest.mark.parametrize("ended", [True, False], ids=["ended elsewhere", "timed out"])
def test_a_phone_that_starts_cold_after_it_was_signed_out_from_afar_keeps_nothing(
    live: Live, visit: Callable[..., Page], ended: bool
) -> None:
    # Given a plan kept on a phone that nobody has used for an hour, and that is then lost
    with live.app.app_context():
        world = a_world()
    phone, world_live = visit(), Live(live.app, live.address, world)
    phone.context.add_cookies([cookie(world_live, "the patient")])  # type: ignore[list-item]
    keep_plan(phone, world.record_id)
    phone.goto("about:blank")
    with live.app.app_context():
        own = LoginSession.person_id == world.people["the patient"][0].id
        db.session.execute(update(LoginSession).where(own).values(seen_at=clock.now() - timedelta(hours=1)))
        db.session.commit()

    # When its owner signs it out from another device, and somebody opens it, with coverage and then without
    if ended:
        other = visit()
        other.context.add_cookies([cookie(world_live, "the patient")])  # type: ignore[list-item]
        other.goto("/settings")
        button = other.get_by_role("button", name="Sign out there")
        for left in reversed(range(button.count())):
            button.first.click()
            expect(button).to_have_count(left)
    with phone.expect_response(re.compile("/phone$")):
        phone.goto("/start/today")
    expect(phone).to_have_url(re.compile("/sign-in$"))
    phone.wait_for_timeout(300)
    phone.context.set_offline(True)
    phone.goto(f"/records/{world.record_id}/plan")

    # Then nothing opens; where it had only timed out, the plan is there for its 72 hours
    if ended:
        expect(phone.get_by_role("heading", name="No network right now")).to_be_visible()
        assert world.word not in phone.content()
    else:
        expect(phone.get_by_text(DATED)).to_be_visible()
    assert len(copies(phone)) == len(keys(phone)) == (0 if ended else 1)


@pytest.mark.parametrize("refused", ["/phone", "/sign-out"])
def test_a_server_that_cannot_be_told_of_a_sign_out_shows_nothing_of_who_signed_out(
    live: Live, visit: Callable[..., Page], answered_for: Callable[[str, int], None], refused: str
) -> None:
    # Given somebody who signed out without coverage
    page = visit("the patient")
    keep_plan(page, live.world.record_id)
    page.context.set_offline(True)
    page.goto("/offline")
    page.get_by_role("button", name="Sign out on this phone").click()
    expect(page.get_by_text("You are signed out, and nothing of the plan is left on this phone.")).to_be_visible()

    # When there is coverage, and the server does not take it in
    answered_for(refused, 404)
    page.context.set_offline(False)
    page.goto(f"/records/{live.world.record_id}/plan")

    # Then the page of their plan does not come
    expect(page.get_by_text("You are signed out, and nothing of the plan is left on this phone.")).to_be_visible()
    assert live.world.word not in page.content()


def a_profile(chromium: Browser, live: Live, folder: Path) -> BrowserContext:
    """A browser that keeps what it has on disk, as a phone does."""
    found = shutil.which("chromium") or shutil.which("chromium-browser")
    settings = {"viewport": PHONE, "locale": "en-GB", "base_url": live.address}
    return chromium.browser_type.launch_persistent_context(folder, executable_path=found, args=FLAGS, **settings)  # type: ignore[arg-type]
