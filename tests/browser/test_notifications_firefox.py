"""Notifications from end to end: Firefox subscribes by our button, we encrypt and post, Firefox decrypts and shows.

The push service is our own (tests/support/browser_push.py); everything else is as on a phone.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from flask import Flask
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, expect
from werkzeug.serving import make_server

from app.config import PUSH_HOSTS
from app.devices.actions import settle
from app.devices.queries import targets
from app.models.person import Person
from app.models.push_subscription import PushSubscription
from app.models.reminder import Reminder
from app.platform.db import db
from app.platform.push.message import Message, Outcome, Result, topic_of
from app.platform.push.payload import close, show
from tests.browser.conftest import PATIENCE, PHONE
from tests.browser.firefox import as_installed
from tests.platform.push_sending import sent_by
from tests.support.applications import application, disposed
from tests.support.browser_push import BrowserPush, browser_push
from tests.support.world import World, a_world

pytestmark = pytest.mark.browser
SHOWN = "navigator.serviceWorker.ready.then((r) => r.getNotifications()).then((all) => all.map((n) => [n.title, n.body, n.tag]))"
SUBSCRIBED = "navigator.serviceWorker.ready.then((r) => r.pushManager.getSubscription()).then((s) => s?.endpoint ?? null)"
TOLD = "localStorage.getItem('push-told')"
PEOPLE = ("the patient", "another patient")


@dataclass
class Rig:
    """The application, its people by the key to their door, the service, and the browser."""

    app: Flask
    address: str
    world: World
    service: BrowserPush
    context: BrowserContext
    keys: dict[str, str] = field(default_factory=dict)

    def sign_in(self, kind: str) -> Page:
        page = self.context.new_page()
        page.goto(f"{self.address}/sign-in")
        page.locator(f"button[value='{self.keys[kind]}']").click()
        page.wait_for_url("**/today")
        page.evaluate("navigator.serviceWorker.ready.then(() => true)")
        return page

    def turn_on(self, page: Page) -> str:
        page.goto(f"{self.address}/settings/devices")
        page.locator("[data-push-on]").click()
        expect(page.locator("[data-push-off]")).to_be_visible()
        endpoint = str(page.evaluate(SUBSCRIBED))
        until(lambda: endpoint in str(page.evaluate(TOLD)))  # the page has done what it does when it is loaded
        return endpoint

    def endpoints(self, kind: str) -> list[str]:
        with self.app.app_context():
            return [target.subscription.endpoint for target in targets([self.world.people[kind][0].id])]

    def send(self, kind: str, payload: Callable[[str], bytes], topic: str = "x") -> list[Result]:
        with self.app.app_context():
            found = targets([self.world.people[kind][0].id])
            messages = [Message(each.subscription, payload(topic), topic, timedelta(hours=1)) for each in found]
            results = sent_by(self.app.extensions["push"], messages)
            settle(dict(zip([each.id for each in found], results, strict=True)))
            db.session.commit()
        return results


@pytest.fixture
def rig(playwright: Playwright, tmp_path: Path) -> Iterator[Rig]:
    """A browser and a service of its own for each test, as each phone has its own.

    In one browser for all, what the test before subscribed stands in the way: when a context goes, Firefox tells its worker that
    the subscription has ended, and a worker that is quick subscribes anew, as it should, before it goes too. Nobody can end that
    one, and Firefox never settles with a service that has forgotten it: it cannot tell a worker that is gone.
    """
    with browser_push() as service, disposed(an_application(tmp_path, service)) as app:
        world, keys = with_doors(app)
        server = make_server("127.0.0.1", 0, app, threaded=True)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        browser = a_firefox(playwright, service)
        context = browser.new_context(viewport=PHONE, locale="nb-NO")  # type: ignore[arg-type]
        context.set_default_timeout(PATIENCE)
        yield Rig(app, f"http://localhost:{server.server_port}", world, service, context, keys)
        browser.close()
        server.shutdown()
        server.server_close()


def an_application(folder: Path, service: BrowserPush) -> Flask:
    return application(f"sqlite:///{folder}/push.sqlite", folder, EGENPLAN_PUSH_HOSTS=f"{PUSH_HOSTS} {service.address}")


def with_doors(app: Flask) -> tuple[World, dict[str, str]]:
    """A world whose people can be chosen on the sign-in page, and what each is chosen by."""
    with app.app_context():
        world, keys = a_world(), {}
        for kind in PEOPLE:
            person = db.session.get_one(Person, world.people[kind][0].id)
            person.demo_key = keys[kind] = f"demo{uuid4().hex[:8]}"
            person.language = "nb"
        db.session.query(PushSubscription).delete()
        db.session.commit()
    return world, keys


def a_firefox(playwright: Playwright, service: BrowserPush) -> Browser:
    return playwright.firefox.launch(
        **as_installed(),
        firefox_user_prefs={
            "dom.push.serverURL": f"ws://127.0.0.1:{service.port}/",
            "dom.push.testing.allowInsecureServerURL": True,
            "dom.push.connection.enabled": True,
            "dom.push.retryBaseInterval": 200,
            "permissions.default.desktop-notification": 1,
            "alerts.useSystemBackend": False,
        },
    )


def test_a_notification_is_shown_in_neutral_words_and_leads_where_it_should(rig: Rig) -> None:
    page = rig.sign_in("the patient")
    assert rig.turn_on(page) == rig.endpoints("the patient")[0]
    reminder, topic = a_reminder(rig), topic_of("morning")

    results = rig.send("the patient", lambda tag: show(tag, reminder, "nb"), topic)

    assert [result.outcome for result in results] == [Outcome.SENT]
    assert shown(page, 1) == [["Egenplan", "Noe venter på deg", topic]]
    assert rig.world.word not in str(shown(page, 1))

    # The next one on the same takes its place; in other words here, to be told from the first.
    rig.send("the patient", lambda tag: show(tag, reminder, "en", again=True), topic)
    until(lambda: shown(page, 1) == [["Egenplan", "Something is waiting for you", topic]])

    rig.send("the patient", close, topic)
    assert shown(page, 0) == []
    until(lambda: rig.service.codes == [100, 100, 100])

    page.goto(f"{rig.address}/waiting/{reminder}")
    assert page.url.endswith(f"/measures/{rig.world.ids['measure_id']}")

    # And as it mostly is: signed out by time since then.
    rig.context.clear_cookies()
    page.goto(f"{rig.address}/waiting/{reminder}")
    page.wait_for_url("**/sign-in")
    page.locator(f"button[value='{rig.keys['the patient']}']").click()
    page.wait_for_url(f"**/measures/{rig.world.ids['measure_id']}")


def test_a_browser_that_let_go_is_forgotten_and_what_it_was_sent_cannot_be_read_by_others(rig: Rig) -> None:
    page = rig.sign_in("the patient")
    rig.turn_on(page)
    page.evaluate("navigator.serviceWorker.ready.then((r) => r.pushManager.getSubscription()).then((s) => s.unsubscribe())")
    until(lambda: rig.service.tokens == [])

    (result,) = rig.send("the patient", lambda tag: show(tag, uuid4(), "nb"))

    assert (result.outcome, result.status) == (Outcome.GONE, 410)
    assert rig.endpoints("the patient") == []


def test_a_new_subscription_that_the_browser_makes_by_itself_is_told_with_nobody_signed_in(rig: Rig) -> None:
    page = rig.sign_in("the patient")
    before = rig.turn_on(page)
    rig.context.clear_cookies()

    rig.service.forget_browsers()

    until(lambda: rig.endpoints("the patient") not in ([], [before]), 20)
    rig.service.strangers = False
    assert [result.outcome for result in rig.send("the patient", lambda tag: show(tag, uuid4(), "nb"))] == [Outcome.SENT]
    assert len(shown(page, 1)) == 1


def test_signing_out_ends_it_and_the_next_on_the_same_browser_takes_over(rig: Rig) -> None:
    page = rig.sign_in("the patient")
    rig.turn_on(page)
    page.goto(f"{rig.address}/settings")
    page.locator("form[action='/sign-out'] button").click()
    page.wait_for_url(f"{rig.address}/")
    assert rig.endpoints("the patient") == []
    until(lambda: page.evaluate(SUBSCRIBED) is None)

    page = rig.sign_in("the patient")
    rig.turn_on(page)
    page.close()  # or else what it asks for without its cookie is given another, perhaps in place of the next one's
    rig.context.clear_cookies()  # nothing tells the server that it is the same browser
    rig.sign_in("another patient")
    until(lambda: rig.endpoints("another patient") != [])
    assert rig.endpoints("the patient") == []


def shown(page: Page, many: int) -> Any:
    until(lambda: len(page.evaluate(SHOWN)) == many)
    return page.evaluate(SHOWN)


def until(true: Callable[[], bool], patience: float = 10) -> None:
    """Wait for what another process does. Errors: `AssertionError` when it has not come about in time."""
    ends = time.monotonic() + patience
    while not true():
        assert time.monotonic() < ends, "it did not come about"
        time.sleep(0.1)


def a_reminder(rig: Rig) -> UUID:
    with rig.app.app_context():
        row = Reminder(id=uuid4(), record_id=rig.world.record_id, person_id=rig.world.people["the patient"][0].id)
        row.measure_id = rig.world.ids["measure_id"]  # type: ignore[assignment]
        db.session.add(row)
        db.session.commit()
        return row.id
