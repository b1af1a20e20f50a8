"""Who holds the phone: how a form is found, filled in, pressed and waited for, and what the phone then says."""

from __future__ import annotations

import re
from collections import Counter
from typing import Any
from uuid import UUID

from playwright.sync_api import Error as BrowserError
from playwright.sync_api import Page

from tests.browser.outbox.schedule.drawing import Schedule
from tests.browser.outbox.schedule.home import DAG, KARI, Home, Member
from tests.browser.outbox.schedule.house import House
from tests.browser.outbox.schedule.ledger import Item, Ledger
from tests.browser.outbox.schedule.phone import Phone, alive
from tests.browser.outbox.schedule.verdict import UNSENT, said_too_early
from tests.browser.outbox.schedule.weather import FATES

SHOWN = re.compile(r"/check-ins/[0-9a-f-]{36}$")
CHOOSE = """(zone) => { const form = document.querySelector('form[data-at-hand]');
  const button = form?.querySelector(zone === 'worried' ? 'button[name="worried"]' : `button[value="${zone}"]`);
  if (button) { setTimeout(() => button.click()); return true; }
  const here = document.querySelector('form[data-outbox="check-in"]');
  const field = here?.querySelector(zone === 'worried' ? '[name="worried"]' : `[name="zone"][value="${zone}"]`);
  if (field) field.checked = true;
  return Boolean(field); }"""
THERE = "() => Boolean(document.querySelector('main form[data-outbox=\"check-in\"]'))"
FILL = """([note, weight]) => { const form = document.querySelector('form[data-outbox="check-in"]');
  for (const [name, value] of [['note', note], ['weight', weight]]) {
    const field = form.querySelector(`[name="${name}"]`);
    if (field) { field.value = value; field.dispatchEvent(new Event('input', { bubbles: true })); }
  }
  return form.querySelector('[name="check_in_id"]')?.value || null; }"""
OWNER = "() => document.querySelector('meta[name=\"owner\"]')?.content ?? null"
PRESS = """(times) => { const form = document.querySelector('form[data-outbox="check-in"]');
  const button = [...form.querySelectorAll('button[type="submit"]')].pop();
  for (let time = 0; time < times; time += 1) button.click(); }"""
# What a person sees who pressed and had it neither kept nor sent.
REFUSED = """() => Boolean(document.querySelector('[data-complaint], [data-unread], #error-summary, .notice--warning'))
  || !document.querySelector('form[data-outbox]')
  || document.querySelector('main').textContent.includes('This phone could not save it')"""
READY = """() => performance.getEntriesByType('resource').some(({ name }) => name.endsWith('/take.js'))
  || Boolean(navigator.serviceWorker?.controller)"""
SETTLED = """() => { const said = [...document.querySelectorAll('[data-truth]')];
  return said.length > 0 && !said.some((each) => /Trying/.test(each.textContent)); }"""


class Hand:
    """One phone, one home, one schedule. `met` counts what happened; `wrong` is what was found on the way."""

    def __init__(self, schedule: Schedule, house: House, home: Home, phone: Phone) -> None:
        self.schedule, self.house, self.home, self.phone = schedule, house, home, phone
        self.ledger, self.met = Ledger(), Counter[str]()
        self.wrong: list[str] = []
        self.who: Member | None = None
        self.keeper, self.untold = "", 0
        self.covered, self.clock_is_wrong = True, False
        self.rows: list[dict[str, Any]] = []
        self.known_sent: set[str] = set()
        self.trace: list[str] = []

    def _enter(self, who: str, reached: bool) -> None:
        """Somebody is at the phone; `reached`: where there was no network, there is again before the page is opened."""
        if reached:
            self.coverage(True)
            self.house.start()
        if self.who is None:
            self.sign_in(who)

    def _hold(self, member: Member) -> None:
        self.phone.context.add_cookies([self.home.session(member.name, self.house.address)])  # type: ignore[list-item]
        self.who = member

    def _record(self, hers: bool) -> UUID:
        """Whose record is written in: Dag's own, unless it is to be hers and he may."""
        if self.who and self.who.name == DAG and not (hers and self.home.dag_may):
            return self.who.record_id
        return self.home.members[KARI].record_id

    def _member_of(self, record: UUID) -> Member:
        return next(each for each in self.home.members.values() if each.record_id == record)

    def _open(self, page: Page, record: UUID, zone: str) -> bool:
        came = self.phone.go(f"/records/{record}/check-ins/new", page)
        if not came or not self._try(page, CHOOSE, zone) or not self.phone.until(lambda: self._try(page, THERE), 5):
            self.met["no form"] += 1
            return False
        return True

    def _written(self, page: Page, how: dict[str, Any]) -> Item | None:
        """A form that is filled in and not pressed yet."""
        self._enter(how["who"], how["reached"])
        record = self._record(how["hers"])
        if not self._open(page, record, how["zone"]):
            return None
        self._keyed(page)
        return self._fill(page, record, how["weight"])

    def _fill(self, page: Page, record: UUID, weight: str) -> Item | None:
        writer = self._writer(page)
        if not writer:
            return None
        note = f"ord {self.schedule.number}-{len(self.ledger.items)} {str(record)[:8]}"
        item = Item("check-in", writer, record, note=note, weight=weight)
        item.form = self._try(page, FILL, [note, weight])
        self.ledger.items.append(item)
        return item

    def _keyed(self, page: Page) -> None:
        """Where it can, the phone gets its owner's key, and what saves, before anything is written."""
        if self.covered and self.house.answers and self.who:
            mark = self.who.owner
            self.phone.until(lambda: any(row["key"] for row in self.phone.rows("keys") if row["owner"] == mark), 3)
            self.phone.until(lambda: self._try(page, READY), 3)

    def _meanwhile(self, before: str) -> None:
        if before:
            self.met[before] += 1
        if before == "no coverage":
            self.coverage(False)
        elif before == "server killed":
            self.server(False, "kill")
        elif before == "cookies lost":
            self.lose_cookies()
        elif before == "other signs in":
            self._hold(self.home.members[DAG if self.who and self.who.name == KARI else KARI])
        elif before == "revoked":
            self.home.revoke()
        elif before in FATES:
            self.house.order(before)

    def _writer(self, page: Page) -> Member | None:
        """Whose page it is; a kept one is of the one who kept it."""
        mark = self._try(page, OWNER) or self.keeper
        return next((each for each in self.home.members.values() if each.owner == mark), None)

    def _press(self, page: Page, times: int = 1) -> None:
        self._try(page, PRESS, times)

    def _both(self, items: list[tuple[Page, Item | None]], patient: bool) -> None:
        for page, item in items:
            if item:
                self._press(page)
        for page, item in items:
            if item:
                self._await(page, item, patient)

    def _await(self, page: Page, item: Item, patient: bool) -> None:
        """Until it is kept, or shown by the server, or refused."""
        kept = lambda: self._noticed(item) or SHOWN.search(page.url)  # noqa: E731
        self.phone.until(lambda: kept() or self._try(page, REFUSED), 20)
        self.phone.until(kept, 0.3)
        said = item.kind == "check-in" and self._try(page, "() => Boolean(document.querySelector('[data-truth]'))")
        if said or SHOWN.search(page.url):
            item.promised = True
        item.refused = not item.promised and bool(self._try(page, REFUSED))
        if not item.promised and not item.refused:
            self.wrong.append(f"dropped: {item} was pressed and nothing was said")
        self.met["made" if item.promised else "not kept"] += 1
        if item.promised and patient:
            self.phone.until(lambda: self._settled(page, item), 4)

    def _settled(self, page: Page, item: Item) -> bool:
        """Whether the page has said what became of it, or has gone on to another."""
        self._see()
        waits = any(row["id"] == item.id and row["state"] in UNSENT for row in self.rows)
        return not waits or bool(SHOWN.search(page.url) or self._try(page, SETTLED))

    def _noticed(self, item: Item) -> bool:
        self._see()
        return item.promised

    def _see(self) -> None:
        """Look into the phone. What it says is sent must be there."""
        self.rows = self.phone.rows()
        self.ledger.notice(self.rows)
        sent = {row["id"]: row.get("keptAs") or row["id"] for row in self.rows if row["state"] == "sent"}
        new = {name: there for name, there in sent.items() if name not in self.known_sent}
        self.wrong += said_too_early(self.home, new)
        self.known_sent |= set(new)

    def _try(self, page: Page, script: str, given: Any = None) -> Any:
        """What `script` comes to on the page; nothing where the page is just being left."""
        try:
            return page.evaluate(script, given)
        except BrowserError as error:
            if alive(error):
                return None
            raise
