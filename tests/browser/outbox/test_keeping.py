"""What is kept on a phone: through signing out, a killed browser, a browser that forgets, and a form left half written."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
from collections.abc import Callable
from pathlib import Path
from threading import Event

import pytest
from playwright.sync_api import Browser, BrowserContext, Route, expect
from sqlalchemy import select

from app.models.measure import Measure
from app.platform.db import db
from tests.browser.conftest import FLAGS, Live, cookie
from tests.browser.outbox.conftest import DELIVERY, KEYED, SOME_SENT, Phone, fresh, sent
from tests.browser.phones import until
from tests.support.world import World

pytestmark = pytest.mark.browser
WORDS = "hemmeligheten min"


def unsent(phone: Phone, note: str = WORDS) -> Phone:
    """One check-in on the phone, which the network does not let through."""
    phone.context.route(DELIVERY, lambda route: route.abort())
    phone.choose("yellow").send(note)
    expect(phone.page.locator("[data-truth]")).to_have_text("Saved on this phone, not sent yet")
    return phone


def sign_out(phone: Phone) -> None:
    phone.page.goto("/settings")
    expect(phone.page.locator("[data-unsent]")).to_be_visible()
    phone.page.get_by_role("button", name="Sign out", exact=True).click()
    expect(phone.page.get_by_role("heading", name="Sign out?")).to_be_visible()


def test_signing_out_with_something_unsent_asks_and_keeps_it_for_its_owner(live: Live, a_phone: Callable[..., Phone]) -> None:
    # Given something unsent, When she signs out and keeps it
    phone = unsent(a_phone().sign_in())
    sign_out(phone)
    expect(phone.page.locator("[data-number]")).to_have_text("1 is saved on this phone and not sent yet.")
    phone.page.get_by_role("button", name="Sign out, and keep it here for me").click()
    expect(phone.page).to_have_url(re.compile(r"/$"))

    # Then it lies here, nobody's to read, and she is signed out
    assert [row["state"] for row in phone.rows()] == ["waiting"]
    assert not phone.page.evaluate(KEYED)
    assert phone.go("today").page.url.endswith("/sign-in")
    phone.page.goto("/unsent")
    expect(phone.page.get_by_text("Something on this phone is not sent yet.")).to_be_visible()
    assert WORDS not in phone.page.content()

    # And when she signs in again it is sent
    phone.context.unroute(DELIVERY)
    phone.sign_in().go("today")
    expect(phone.page.locator("[data-unsent]")).to_have_count(0)
    until(phone.page, SOME_SENT)
    assert len(sent(live, phone.world, WORDS)) == 1


def test_send_now_and_then_sign_out(live: Live, a_phone: Callable[..., Phone]) -> None:
    phone = unsent(a_phone().sign_in())
    sign_out(phone)
    # What goes by itself just now waits, so that there is something to send when she presses.
    held: list[Route] = []
    let_go = Event()
    phone.context.route(DELIVERY, lambda route: route.continue_() if let_go.is_set() else held.append(route))
    phone.page.get_by_role("button", name="Send now, and then sign out").click()
    while not held:
        phone.page.wait_for_timeout(20)
    let_go.set()
    for route in held:
        route.continue_()
    expect(phone.page).to_have_url(re.compile(r"/$"))
    assert len(sent(live, phone.world, WORDS)) == 1


def test_what_goes_by_itself_while_she_is_asked_leaves_the_way_out(live: Live, a_phone: Callable[..., Phone]) -> None:
    # Given the question whether to sign out with something unsent
    phone = unsent(a_phone().sign_in())
    sign_out(phone)
    # When coverage comes before she has answered
    phone.context.unroute(DELIVERY)
    question = phone.page.locator("[data-leaving]")
    expect(question.get_by_text("Everything is sent.")).to_be_visible()
    expect(question.get_by_role("button", name="Send now, and then sign out")).to_be_hidden()
    # Then she can still leave from there
    question.get_by_role("button", name="Sign out", exact=True).click()
    expect(phone.page).to_have_url(re.compile(r"/$"))
    assert len(sent(live, phone.world, WORDS)) == 1
    assert phone.go("today").page.url.endswith("/sign-in")


def test_a_browser_that_throws_it_away_is_noticed_and_told(a_phone: Callable[..., Phone]) -> None:
    phone = unsent(a_phone().sign_in())
    phone.go("today")
    expect(phone.page.locator("[data-unsent]")).to_be_visible()
    phone.page.goto("about:blank")
    session = phone.context.new_cdp_session(phone.page)
    session.send("Storage.clearDataForOrigin", {"origin": phone.live.address, "storageTypes": "indexeddb"})
    phone.go("today")
    expect(phone.page.locator("[data-lost]")).to_contain_text("1 had not been sent")
    phone.page.get_by_role("button", name="I have read it").click()
    phone.go("today")
    expect(phone.page.locator("[data-lost]")).to_have_count(0)


def test_what_is_thrown_away_under_an_open_page_is_told_too_and_until_it_is_read(a_phone: Callable[..., Phone]) -> None:
    # Given something unsent on the phone, and the form for another
    phone = unsent(a_phone().sign_in())
    phone.choose("green")
    # When the browser throws all of it away under the page, and the other is saved
    session = phone.context.new_cdp_session(phone.page)
    session.send("Storage.clearDataForOrigin", {"origin": phone.live.address, "storageTypes": "indexeddb"})
    phone.send("etter")
    expect(phone.page.locator("[data-truth]")).to_have_text("Saved on this phone, not sent yet")
    # Then what is gone is told, and what waits is counted apart
    expect(phone.page.locator("[data-lost]")).to_contain_text("1 had not been sent")
    phone.go("today")
    expect(phone.page.locator("[data-lost]")).to_contain_text("1 had not been sent")
    expect(phone.page.locator("[data-unsent]")).to_contain_text("1")
    phone.page.get_by_role("button", name="I have read it").click()
    phone.go("today")
    expect(phone.page.locator("[data-unsent]")).to_be_visible()
    expect(phone.page.locator("[data-lost]")).to_have_count(0)


def test_what_is_half_written_is_here_again(live: Live, a_phone: Callable[..., Phone]) -> None:
    # Given a note half written, When the page is left and opened again
    phone = a_phone().sign_in().choose("green")
    phone.page.locator('textarea[name="note"]').fill("halvveis")
    phone.page.wait_for_timeout(900)
    phone.go("today").choose("green")
    expect(phone.page.locator("[data-draft]")).to_contain_text("What you wrote")
    expect(phone.page.locator('textarea[name="note"]')).to_have_value("halvveis")

    # Then another person on the same phone does not see it
    ola = fresh(live)
    phone.context.clear_cookies()
    kari = phone.world
    phone.sign_in(ola).choose("green")
    expect(phone.page.locator('textarea[name="note"]')).to_have_value("")

    # And once it is sent it is gone
    phone.context.clear_cookies()
    phone.sign_in(kari).choose("green")
    expect(phone.page.locator('textarea[name="note"]')).to_have_value("halvveis")
    phone.send()
    expect(phone.page).to_have_url(re.compile(r"/check-ins/[0-9a-f-]{36}$"))
    phone.choose("green")
    expect(phone.page.locator('textarea[name="note"]')).to_have_value("")


def test_a_session_that_ran_out_takes_no_words_with_it(a_phone: Callable[..., Phone]) -> None:
    phone = a_phone().sign_in().go("goals/new").settled()
    phone.page.locator('textarea[name="text"], input[name="text"]').first.fill("Gå til naustet")
    phone.page.wait_for_timeout(900)
    phone.context.clear_cookies()
    phone.page.locator('main form button[type="submit"]').last.click()
    phone.page.wait_for_load_state()
    phone.sign_in().go("goals/new")
    expect(phone.page.locator('textarea[name="text"], input[name="text"]').first).to_have_value("Gå til naustet")
    phone.page.get_by_role("button", name="Start anew").click()
    expect(phone.page.locator('textarea[name="text"], input[name="text"]').first).to_have_value("")


def test_why_one_day_was_skipped_is_not_offered_for_another(live: Live, a_phone: Callable[..., Phone]) -> None:
    # Given a reason half written for one day
    phone = a_phone().sign_in()
    with live.app.app_context():
        measure_id = db.session.scalars(select(Measure.id).where(Measure.record_id == phone.world.record_id)).first()
    skip, reason = f"measures/{measure_id}/occurrences/skip?due_on=", phone.page.locator('textarea[name="note"]')
    phone.go(f"{skip}2026-03-02&due_time=08:00").settled()
    reason.fill("Isen var for tynn")
    phone.page.wait_for_timeout(900)

    # When another day's, or another hour's, is opened, then it is empty; and the reason is back on its own
    for other in ("2026-03-03&due_time=08:00", "2026-03-02&due_time=20:00"):
        phone.go(f"{skip}{other}").settled()
        phone.page.wait_for_timeout(300)
        expect(reason).to_have_value("")
    phone.go(f"{skip}2026-03-02&due_time=08:00")
    expect(phone.page.locator("[data-draft]")).to_be_visible()
    expect(reason).to_have_value("Isen var for tynn")


def test_a_form_of_hours_and_ticks_alone_is_half_written_too(a_phone: Callable[..., Phone]) -> None:
    # Given quiet hours changed and not saved
    phone = a_phone().sign_in()
    phone.page.goto("/settings/reminders")
    phone.settled()
    phone.page.locator('input[name="quiet_from"]').fill("21:15")
    tick = phone.page.locator('input[type="checkbox"]')
    ticked = not tick.is_checked()
    tick.set_checked(ticked)
    phone.page.wait_for_timeout(900)

    # When the page is left and opened again
    phone.go("today")
    phone.page.goto("/settings/reminders")

    # Then they are there again
    expect(phone.page.locator("[data-draft]")).to_contain_text("What you wrote")
    expect(phone.page.locator('input[name="quiet_from"]')).to_have_value("21:15")
    expect(tick).to_be_checked(checked=ticked)


def test_a_killed_browser_comes_back_with_what_it_kept_and_none_of_it_can_be_read(
    live: Live, chromium: Browser, tmp_path: Path
) -> None:
    world = fresh(live)
    context = profile(chromium, tmp_path, live, world)
    unsent(Phone(live, world, context, context.pages[0]))
    for process in processes(tmp_path):
        os.kill(process, signal.SIGKILL)
    assert not [path for path in tmp_path.rglob("*") if path.is_file() and WORDS.encode() in path.read_bytes()]
    context = profile(chromium, tmp_path, live, world)
    try:
        phone = Phone(live, world, context, context.pages[0]).go("today")
        until(phone.page, SOME_SENT)
        expect(phone.page.locator("[data-unsent]")).to_have_count(0)
    finally:
        context.close()
    assert len(sent(live, world, WORDS)) == 1


def test_the_worker_sends_when_the_browser_wakes_it(live: Live, a_phone: Callable[..., Phone]) -> None:
    # Given something unsent, no page open but an empty one, and a worker
    phone = unsent(a_phone(permissions=["background-sync"], service_workers="allow").sign_in())
    script = phone.page.evaluate("() => document.querySelector('script[type=module]').src").replace(
        "js/enhance/index.js", "worker/sync.js"
    )
    phone.page.evaluate("(script) => navigator.serviceWorker.register(script, { type: 'module' }).then(() => null)", script)
    session = phone.context.new_cdp_session(phone.page)
    seen: list[dict[str, str]] = []
    session.on("ServiceWorker.workerRegistrationUpdated", lambda event: seen.extend(event["registrations"]))
    session.send("ServiceWorker.enable")
    until(phone.page, "() => navigator.serviceWorker.getRegistrations().then((all) => all.some((each) => each.active))")
    phone.page.goto("/emergency")
    phone.context.unroute(DELIVERY)

    # When the browser says that there is network
    phone.page.wait_for_timeout(200)
    wake = {"origin": live.address, "registrationId": seen[0]["registrationId"], "tag": "outbox", "lastChance": False}
    session.send("ServiceWorker.dispatchSyncEvent", wake)

    # Then it is sent
    until(phone.page, SOME_SENT)
    assert len(sent(live, phone.world, WORDS)) == 1


def profile(chromium: Browser, folder: Path, live: Live, world: World) -> BrowserContext:
    """A browser with a profile on disk, with the patient's session in it."""
    context = chromium.browser_type.launch_persistent_context(
        str(folder),
        executable_path=shutil.which("chromium"),
        args=FLAGS,
        base_url=live.address,
        locale="en-GB",
        viewport={"width": 390, "height": 844},
        service_workers="block",
    )
    context.add_cookies([cookie(Live(live.app, live.address, world), "the patient")])  # type: ignore[list-item]
    return context


def processes(folder: Path) -> list[int]:
    """The processes of the browser with this profile, and no other's."""
    ran = subprocess.run(["pgrep", "-f", f"user-data-dir={folder}"], capture_output=True, text=True, check=False)
    return [int(line) for line in ran.stdout.split()]
