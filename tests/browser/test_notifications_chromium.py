"""Notifications in Chromium. Its push service cannot be reached from a test, so the browser's own subscribing is stood in for;
what is sent is handed to the real worker through the developer tools.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from playwright.sync_api import Page, Worker, expect
from sqlalchemy import select

from app.devices.queries import targets
from app.models.reminder import Reminder
from app.platform.db import db
from app.platform.push.message import Subscription
from app.platform.push.payload import close, show
from tests.browser.conftest import Live
from tests.factories.device import Browser
from tests.support.applications import NOBODYS_SERVICE

pytestmark = pytest.mark.browser
Visit = Callable[..., Page]
# Subscribes as `how` says: at once, or never, as behind a wall.
SUBSCRIBING = """(([told, how]) => {
  const made = (key) => ({ endpoint: told.endpoint, options: { applicationServerKey: key },
    toJSON: () => ({ endpoint: told.endpoint, keys: { p256dh: told.p256dh, auth: told.auth } }),
    unsubscribe: async () => { sessionStorage.removeItem('subscribed'); return true; } });
  PushManager.prototype.subscribe = async ({ applicationServerKey: key }) => {
    if (how === 'never') return new Promise(() => {});
    sessionStorage.setItem('subscribed', JSON.stringify([...key]));
    return made(key.buffer);
  };
  PushManager.prototype.getSubscription = async () => {
    const kept = sessionStorage.getItem('subscribed');
    return kept ? made(new Uint8Array(JSON.parse(kept)).buffer) : null;
  };
})(%s)"""
SHOWN = (
    "registration.getNotifications().then((all) => all.map((each) => [each.title, each.body, each.actions.map((a) => a.title)]))"
)
LISTEN = """() => { self.badges = [];
  navigator.setAppBadge = async (number) => { badges.push(number); };
  navigator.clearAppBadge = async () => { badges.push('none'); }; }"""
TOUCH = """async (action) => { const [shown] = await registration.getNotifications();
  dispatchEvent(new NotificationEvent('notificationclick', { notification: shown, action })); }"""

# The service lets go of the browser, which had subscribed with `key`; a new one is made with whatever key it is asked for.
LET_GO = """async ([key, told]) => {
  const made = (options) => ({ endpoint: told.endpoint, options, toJSON: () => ({ endpoint: told.endpoint, keys: told.keys }) });
  PushManager.prototype.subscribe = async (options) => made(options);
  const bytes = Uint8Array.from(atob(key.replaceAll('-', '+').replaceAll('_', '/')), (each) => each.charCodeAt(0));
  const oldSubscription = { options: { applicationServerKey: bytes.buffer }, toJSON: () => told.old };
  const event = new ExtendableEvent('pushsubscriptionchange'), waited = [];
  const waitUntil = (each) => waited.push(each);
  Object.defineProperties(event, { oldSubscription: { value: oldSubscription }, waitUntil: { value: waitUntil } });
  dispatchEvent(event);
  await Promise.all(waited);
}"""


def test_it_is_turned_on_shown_put_off_taken_away_and_turned_off(live: Live, visit: Visit) -> None:
    page = ready(visit("the patient", permissions=["notifications"]), "at once")
    page.locator("[data-push-on]").click()
    expect(page.locator("[data-push-off]")).to_be_visible()
    assert any("shim" in endpoint for endpoint in endpoints(live))

    deliver, worker, reminder = delivery(live, page), page.context.service_workers[0], a_reminder(live)
    with live.app.app_context():
        said = show("morning", reminder, "en")
    deliver(said)
    assert shown(page, worker, 1) == [["Egenplan", "Something is waiting for you", ["Open", "Remind me in 10 minutes"]]]

    measure = f"**/measures/{live.world.ids['clinicians_measure_id']}"
    with page.context.expect_event("response", lambda answer: answer.url.endswith(f"/waiting/{reminder}/later")) as answered:
        worker.evaluate(TOUCH, "later")
    asked = answered.value.request
    assert (asked.method, "choice=10-minutes" in (asked.post_data or "")) == ("POST", True)
    if not answered.value.ok and answered.value.status != 303:
        page.wait_for_url(measure)  # what could not be put off from the notification is opened
    shown(page, worker, 0)

    deliver(said)
    shown(page, worker, 1)
    deliver(close("morning"))
    shown(page, worker, 0)

    deliver(b"not what we send")
    assert shown(page, worker, 1)[0][:2] == ["Egenplan", ""]

    page.goto("/settings/devices")
    worker.evaluate("registration.getNotifications().then((all) => all.forEach((each) => each.close()))")
    deliver(said)
    shown(page, worker, 1)
    worker.evaluate(TOUCH, "")
    page.wait_for_url(measure)

    page.goto("/settings/devices")
    page.locator("[data-push-off] >> visible=true").click()
    expect(page.locator("[data-push-on]")).to_be_visible()
    assert not any("shim" in endpoint for endpoint in endpoints(live))


def test_the_icon_says_how_many_notices_of_reminders_stand(live: Live, visit: Visit) -> None:
    page = ready(visit("the patient", permissions=["notifications"]), "at once")
    deliver, worker, reminder = delivery(live, page), page.context.service_workers[0], a_reminder(live)
    worker.evaluate(LISTEN)
    morning, evening = "m" * 32, "e" * 32
    for many, tag in enumerate((morning, evening, "trial"), 1):
        deliver(show(tag, reminder, "en"))
        shown(page, worker, many)
    badges(page, worker, [1, 2, 2])
    deliver(close(morning))
    badges(page, worker, [1, 2, 2, 1])
    deliver(close(evening))
    badges(page, worker, [1, 2, 2, 1, "none"])

    # And a browser without badges shows its notices all the same
    worker.evaluate("delete WorkerNavigator.prototype.setAppBadge; delete navigator.setAppBadge")
    deliver(show(morning, reminder, "en"))
    shown(page, worker, 2)


def test_one_that_subscribed_with_a_key_that_was_taken_back_since_is_renewed_with_ours(live: Live, visit: Visit) -> None:
    page = ready(visit("the patient", permissions=["notifications"]), "at once")
    page.locator("[data-push-on]").click()
    expect(page.locator("[data-push-off]")).to_be_visible()
    page.wait_for_load_state("networkidle")  # the page has told which one it has, and tells no more
    (before,) = [each for each in subscriptions(live) if "shim" in each.endpoint]
    fresh, taken_back = Browser(f"{NOBODYS_SERVICE}/fresh{uuid4().hex}"), Browser("").p256dh
    keys = {"p256dh": fresh.p256dh, "auth": fresh.auth}
    old = {"endpoint": before.endpoint, "keys": {"p256dh": before.p256dh, "auth": before.auth}}

    page.context.service_workers[0].evaluate(LET_GO, [taken_back, {"endpoint": fresh.endpoint, "keys": keys, "old": old}])

    assert fresh.endpoint in endpoints(live) and before.endpoint not in endpoints(live)


def test_a_browser_that_never_answers_is_not_waited_for(visit: Visit) -> None:
    page = visit("the patient", permissions=["notifications"])
    page.clock.install()
    ready(page, "never")
    page.locator("[data-push-on]").click()
    expect(page.locator("[data-push-say=asking]")).to_be_visible()
    page.wait_for_timeout(300)
    page.clock.fast_forward(11_000)
    expect(page.locator("[data-push-say=silent]")).to_be_visible()
    expect(page.locator("[data-push-on]")).to_be_enabled()


def test_a_browser_that_is_set_against_it_says_how_to_mend_that(visit: Visit) -> None:
    page = visit("the patient")
    page.add_init_script("Object.defineProperty(Notification, 'permission', { get: () => 'denied' })")
    page.goto("/settings/devices")
    expect(page.locator("[data-push-say=denied]")).to_be_visible()
    expect(page.locator("[data-push-on]")).to_be_hidden()
    page.wait_for_load_state("networkidle")


@pytest.mark.parametrize(("agent", "said"), [("", "unsupported"), ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_5)", "install")])
def test_a_browser_without_notifications_says_what_to_do(visit: Visit, agent: str, said: str) -> None:
    page = visit("the patient", **({"user_agent": agent} if agent else {}))
    page.add_init_script("delete window.PushManager")
    page.goto("/settings/devices")
    expect(page.locator(f"[data-push-say={said}]")).to_be_visible()
    page.wait_for_load_state("networkidle")


def ready(page: Page, how: str) -> Page:
    """On the page of one's devices, with the worker in place."""
    browser = Browser(f"{NOBODYS_SERVICE}/shim{uuid4().hex}")
    told = {"endpoint": browser.endpoint, "p256dh": browser.p256dh, "auth": browser.auth}
    page.add_init_script(SUBSCRIBING % json.dumps([told, how]))
    page.goto("/settings/devices")
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    return page


def delivery(live: Live, page: Page) -> Callable[[bytes], None]:
    """What hands a message to the worker, as the browser does when its service sends one."""
    tools, found = page.context.new_cdp_session(page), []
    tools.on("ServiceWorker.workerRegistrationUpdated", lambda told: found.extend(told["registrations"]))
    tools.send("ServiceWorker.enable")
    page.wait_for_timeout(200)
    place = {"origin": live.address, "registrationId": found[-1]["registrationId"]}
    return lambda said: tools.send("ServiceWorker.deliverPushMessage", {**place, "data": said.decode()}) and None


def shown(page: Page, worker: Worker, many: int) -> Any:
    for _ in range(50):
        found = worker.evaluate(SHOWN)
        if len(found) == many:
            return found
        page.wait_for_timeout(100)
    raise AssertionError(f"{len(found)} are shown, not {many}")


def subscriptions(live: Live) -> list[Subscription]:
    with live.app.app_context():
        return [each.subscription for each in targets([live.world.people["the patient"][0].id])]


def endpoints(live: Live) -> list[str]:
    return [each.endpoint for each in subscriptions(live)]


def badges(page: Page, worker: Worker, said: list[object]) -> None:
    """Wait until the icon has been told this, in this order, and nothing else."""
    for _ in range(50):
        if len(found := worker.evaluate("self.badges")) >= len(said):
            break
        page.wait_for_timeout(100)
    assert found == said


def a_reminder(live: Live) -> Any:
    with live.app.app_context():
        of = {"person_id": live.world.people["the patient"][0].id, "measure_id": live.world.ids["clinicians_measure_id"]}
        row = db.session.scalars(select(Reminder).filter_by(**of)).one_or_none()  # whoever came to the page may have one
        row = row or Reminder(id=uuid4(), record_id=live.world.record_id, **of)
        db.session.add(row)
        db.session.commit()
        return row.id
