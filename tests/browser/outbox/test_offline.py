"""A check-in without network, until the nurse has it; and every word on the way is true."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from playwright.sync_api import expect

from app.platform import clock
from tests.browser.conftest import Live
from tests.browser.outbox.conftest import DELIVERY, SENT, SOME_SENT, Phone, drop_answer, fresh, sent
from tests.browser.phones import until

pytestmark = pytest.mark.browser
UNREAD = "Written, could not be read as a number: Oxygen in the blood (SpO₂): 37,2,1"


def test_with_network_it_ends_on_the_same_page_as_without_scripts(live: Live, a_phone: Callable[..., Phone]) -> None:
    phone = a_phone().sign_in().choose("yellow").send("med nett")
    expect(phone.page).to_have_url(re.compile(r"/check-ins/[0-9a-f-]{36}$"))
    expect(phone.page.get_by_text("Nobody has marked it as seen yet.")).to_be_visible()
    (row,) = sent(live, phone.world, "med nett")
    assert phone.page.url.endswith(str(row.id))
    assert [each["state"] for each in phone.rows()] == ["sent"]


def test_red_without_network_shows_whom_to_call_first_then_sends_itself(live: Live, a_phone: Callable[..., Phone]) -> None:
    # Given a patient who opened the page for checking in, and lost the network
    phone = a_phone().sign_in().go("check-ins/new").settled()
    phone.context.set_offline(True)

    # When she chooses red, the numbers stand first; and after sending they still do
    phone.page.locator('button[value="red"]').click()
    expect(phone.page.locator('main a[href="tel:113"]').first).to_be_visible()
    phone.send("rød uten nett")
    expect(phone.page.locator("h1")).to_have_text("Get help now")
    first = phone.page.locator("main a[href^='tel:'], main [data-truth]").first
    assert first.get_attribute("href") == "tel:113"
    expect(phone.page.locator("[data-truth]")).to_have_text("Saved on this phone, not sent yet")
    expect(phone.page.locator("[data-after-zone='red']")).to_contain_text("Ta")  # the plan's own words
    assert sent(live, phone.world, "rød uten nett") == []
    assert [row["state"] for row in phone.rows()] == ["waiting"]

    # Then, with network again, it sends itself and says so
    phone.context.set_offline(False)
    expect(phone.page.locator("[data-truth]")).to_have_text(SENT)
    assert len(sent(live, phone.world, "rød uten nett")) == 1
    expect(phone.page.locator("[data-unsent]")).to_have_count(0)


def test_the_count_stands_on_every_page_and_leads_to_the_list(live: Live, a_phone: Callable[..., Phone]) -> None:
    phone = a_phone().sign_in().choose("green")
    phone.page.route(DELIVERY, lambda route: route.abort())
    phone.send("venter")
    expect(phone.page.locator("[data-truth]")).to_have_text("Saved on this phone, not sent yet")
    for room in ("today", "plan", "more"):
        phone.go(room)
        expect(phone.page.locator("[data-unsent]")).to_have_text("1 is saved on this phone and not sent yet.")
    phone.page.locator("[data-unsent] a").click()
    expect(phone.page.locator(".waiting-item")).to_contain_text("Check-in: Green zone")
    phone.page.locator("[data-again]").click()
    expect(phone.page.locator('[data-went="offline"]')).to_be_visible()
    phone.page.unroute(DELIVERY)
    phone.page.locator("[data-again]").click()
    expect(phone.page.locator('[data-if="none"]')).to_be_visible()
    assert len(sent(live, phone.world, "venter")) == 1


def test_it_is_removed_only_by_its_owner_and_only_when_asked_twice(a_phone: Callable[..., Phone]) -> None:
    phone = a_phone().sign_in().choose("green")
    phone.context.route(DELIVERY, lambda route: route.abort())
    phone.send("fjernes")
    expect(phone.page.locator("[data-truth]")).to_be_visible()
    phone.page.goto("/unsent")
    phone.page.locator("[data-remove]").click()
    assert len(phone.rows()) == 1
    phone.page.get_by_role("button", name="Yes, remove it").click()
    expect(phone.page.locator(".waiting-item")).to_have_count(0)
    assert phone.rows() == []


def test_an_answer_that_is_lost_after_the_commit_makes_no_second_one(live: Live, a_phone: Callable[..., Phone]) -> None:
    phone = a_phone().sign_in().choose("yellow")
    phone.page.route(DELIVERY, drop_answer)
    phone.send("tapt svar")
    expect(phone.page.locator("[data-truth]")).to_have_text("Saved on this phone, not sent yet")
    assert len(sent(live, phone.world, "tapt svar")) == 1
    phone.page.unroute_all(behavior="wait")
    phone.go("today")
    expect(phone.page.locator("[data-unsent]")).to_have_count(0)
    assert len(sent(live, phone.world, "tapt svar")) == 1


def test_two_tabs_at_once_send_it_once(live: Live, a_phone: Callable[..., Phone]) -> None:
    phone = a_phone().sign_in().choose("green")
    letters: list[str] = []
    phone.context.route(DELIVERY, lambda route: route.abort())
    phone.send("to faner")
    expect(phone.page.locator("[data-truth]")).to_be_visible()
    other = phone.context.new_page()
    other.goto(f"/records/{phone.world.record_id}/today")
    expect(other.locator("[data-unsent]")).to_be_visible()
    phone.context.on("requestfinished", lambda request: letters.append(request.url) if request.url.endswith("/outbox") else None)
    phone.context.unroute(DELIVERY)
    for page in (phone.page, other):
        page.evaluate("() => { dispatchEvent(new Event('online')); }")
    expect(phone.page.locator("[data-truth]")).to_have_text(SENT)
    expect(other.locator("[data-unsent]")).to_have_count(0)
    assert len(letters) == 1
    assert len(sent(live, phone.world, "to faner")) == 1


def test_what_cannot_be_read_is_asked_about_at_once(live: Live, a_phone: Callable[..., Phone]) -> None:
    # Given something in green that is no number, it is asked about before it is kept; then, sent once more, by the server
    phone = a_phone().sign_in().choose("green")
    phone.page.locator('input[name="oxygen_saturation"]').fill("nitti")
    phone.send("skal rettes")
    expect(phone.page.locator("[data-unread]")).to_be_visible()
    assert phone.rows() == []
    phone.send()
    expect(phone.page.locator("#error-summary")).to_be_visible()
    phone.page.locator('input[name="oxygen_saturation"]').fill("90")
    phone.send()
    expect(phone.page).to_have_url(re.compile(r"/check-ins/[0-9a-f-]{36}$"))
    assert len(sent(live, phone.world, "skal rettes")) == 1


def test_red_that_cannot_be_read_waits_for_nobody(live: Live, a_phone: Callable[..., Phone]) -> None:
    # Given red with something that is no number, without network: nothing is asked
    phone = a_phone().sign_in().choose("red")
    phone.context.set_offline(True)
    field = phone.page.locator('input[name="oxygen_saturation"]')
    field.fill("37,2,1")
    phone.send("haster")
    expect(phone.page.locator("h1")).to_have_text("Get help now")

    # Then it is with the clinic as soon as there is network, with the words that were typed and no value
    phone.context.set_offline(False)
    expect(phone.page.locator("[data-truth]")).to_have_text(SENT)
    (row,) = [each for each in sent(live, phone.world) if each.note and each.note.startswith("haster")]
    assert (row.zone, row.note.splitlines()[-1]) == ("red", UNREAD)
    phone.page.goto(f"/records/{phone.world.record_id}/check-ins/{row.id}")
    expect(phone.page.get_by_text(UNREAD)).to_be_visible()


def test_what_cannot_even_be_tried_is_not_said_to_be_on_its_way(live: Live, a_phone: Callable[..., Phone]) -> None:
    phone = a_phone().sign_in().choose("green")
    phone.page.evaluate("() => { navigator.locks.request = () => Promise.reject(new Error('no')); }")
    phone.send("hindret")
    expect(phone.page.locator("[data-truth]")).to_have_text("Saved on this phone, not sent yet")
    phone.go("today")
    until(phone.page, SOME_SENT)
    assert len(sent(live, phone.world, "hindret")) == 1


def test_a_phone_two_days_wrong_writes_the_right_moment(live: Live, a_phone: Callable[..., Phone]) -> None:
    phone = a_phone().sign_in()
    phone.page.clock.set_fixed_time(clock.now() + timedelta(days=2))
    phone.choose("green").send("feil klokke")
    expect(phone.page).to_have_url(re.compile(r"/check-ins/[0-9a-f-]{36}$"))
    (row,) = sent(live, phone.world, "feil klokke")
    assert abs(row.measured_at - row.received_at) < timedelta(minutes=2)
    assert row.clock_offset_seconds < -47 * 3600


def test_two_people_on_one_phone(live: Live, a_phone: Callable[..., Phone]) -> None:
    # Given Kari's check-in that could not be sent, and Ola who signs in on the same phone
    phone = a_phone().sign_in().choose("red")
    kari, ola = phone.world, fresh(live)
    phone.context.route(DELIVERY, lambda route: route.abort())
    phone.send("bare for meg")
    expect(phone.page.locator("[data-truth]")).to_have_text("Saved on this phone, not sent yet")
    phone.context.clear_cookies()
    phone.context.unroute(DELIVERY)  # not before: the page goes on trying in her name
    phone.sign_in(ola).go("today").settled()

    # Then nothing of hers is sent, shown or counted; a neutral line says that something waits
    phone.choose("green").send("Olas egen")
    expect(phone.page).to_have_url(re.compile(r"/check-ins/[0-9a-f-]{36}$"))
    phone.page.goto("/unsent")
    expect(phone.page.get_by_text("Something of somebody else’s")).to_be_visible()
    assert "bare for meg" not in phone.page.content()
    assert sent(live, kari, "bare for meg") == sent(live, ola, "bare for meg") == []

    # When Kari is back it goes in her name
    phone.context.clear_cookies()
    phone.sign_in(kari).go("today")
    expect(phone.page.locator("[data-unsent]")).to_have_count(0)
    until(phone.page, COUNT_SENT)
    (row,) = sent(live, kari, "bare for meg")
    assert row.written_by_id == kari.people["the patient"][0].id


COUNT_SENT = """async () => {
  const from = document.querySelector('script[type=module]').src.replace('enhance/index.js', 'offline/store.js');
  return (await (await import(from)).all('outbox')).every((row) => row.state === 'sent' || !row.owner);
}"""
