"""What was done, skipped or undone without network: said truly while it waits, and in the right order when it goes."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.outbox.conftest import ALL_SENT, DELIVERY, SENT, Phone
from tests.browser.phones import until

pytestmark = pytest.mark.browser


def due(phone: Phone) -> tuple[Locator, str]:
    """The row of something that can be done today, and what it is called."""
    label = phone.page.locator('.task:has(button[aria-label^="Done"]) .task__label').first
    place, words = label.get_attribute("id"), label.inner_text()
    return phone.page.locator(f".task:has(#{place})"), words


def test_done_without_network_stands_as_saved_and_arrives(a_phone: Callable[..., Phone]) -> None:
    phone = a_phone().sign_in().go("today").settled()
    phone.context.set_offline(True)
    phone.page.locator('form[data-outbox="answer"] button[value="done"]').first.click()
    expect(phone.page.locator("[data-truth]").first).to_have_text("Saved on this phone, not sent yet")
    assert not phone.page.locator("[data-truth] .task--done").count()
    phone.context.set_offline(False)
    expect(phone.page.locator("[data-truth]").first).to_have_text(SENT)
    phone.go("today")
    expect(phone.page.locator(".task--done").first).to_be_visible()


def test_an_answer_that_waits_can_be_undone_and_given_anew(a_phone: Callable[..., Phone]) -> None:
    # Given done without network, which is undone before it is sent
    phone = a_phone().sign_in().go("today").settled()
    phone.context.set_offline(True)
    row, label = due(phone)
    row.locator('button[value="done"]').click()
    row.get_by_role("button", name=f"Undo: {label}").click()
    expect(row.locator("[data-truth]")).to_have_text("Undone. Saved on this phone, not sent yet.")
    expect(row.locator('button[value="done"]')).to_be_visible()

    # When it is skipped instead, and that waits
    row.locator('button[value="skipped"]').click()
    expect(row.locator("[data-truth]")).to_have_text("Saved on this phone, not sent yet")
    expect(row.locator('button[value="done"]')).to_be_hidden()
    assert [each["state"] for each in phone.rows()] == ["waiting"] * 3

    # Then all three arrive in their order: the last word stands
    phone.context.set_offline(False)
    expect(row.locator("[data-truth]")).to_have_text(SENT)
    phone.go("today")
    expect(row).to_have_class(re.compile("task--skipped"))


def test_an_undoing_that_waits_is_there_when_the_page_opens_again(a_phone: Callable[..., Phone]) -> None:
    phone = a_phone().sign_in().go("today").settled()
    phone.context.route(DELIVERY, lambda route: route.abort())
    row, label = due(phone)
    for _ in range(2):
        row.locator('button[value="done"]').click()
        expect(row.locator("[data-truth]")).to_have_text("Saved on this phone, not sent yet")
        phone.go("today")
        row.get_by_role("button", name=f"Undo: {label}").click()
        expect(row.locator("[data-truth]")).to_have_text("Undone. Saved on this phone, not sent yet.")
        phone.go("today")
        expect(row.locator('button[value="done"]')).to_be_visible()
    phone.context.unroute(DELIVERY)
    phone.go("today")
    until(phone.page, ALL_SENT, 4)
    phone.go("today")
    expect(row.locator('button[value="done"]')).to_be_visible()
