"""What is written: each press of a button is one in a form of the product's own pages."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Error as BrowserError

from tests.browser.outbox.schedule.hand import THERE, Hand
from tests.browser.outbox.schedule.home import DAG
from tests.browser.outbox.schedule.ledger import Item
from tests.browser.outbox.schedule.phone import alive

ANSWER = """([measure, state]) => { for (const form of document.querySelectorAll('form[data-outbox="answer"]')) {
    const button = !form.hidden && form.action.includes(measure) && form.querySelector(`button[value="${state}"]`);
    if (!button) continue;
    const due = `${form.querySelector('[name="due_on"]').value} ${form.querySelector('[name="due_time"]').value}`;
    setTimeout(() => button.click());
    return due;
  }
  return null; }"""


class Writing(Hand):
    """Each kind of step that writes is a method."""

    def check_in(self, **how: Any) -> None:
        item = self._written(self.phone.page, how)
        if item:
            self._meanwhile(how["before"])
            self._press(self.phone.page)
            self._await(self.phone.page, item, how["patient"])

    def press_twice(self, **how: Any) -> None:
        item = self._written(self.phone.page, how)
        if item:
            self._meanwhile(how["before"])
            self._press(self.phone.page, 2)
            self._await(self.phone.page, item, how["patient"])

    def two_tabs(self, **how: Any) -> None:
        other = self.phone.context.new_page()
        items = [(page, self._written(page, how)) for page in (self.phone.page, other)]
        self._meanwhile(how["before"])
        self._both(items, how["patient"])
        self.phone.leave(other)

    def other_words(self, **how: Any) -> None:
        """Sent, and then the same form once more with other words."""
        self.check_in(**how)
        page = self.phone.page
        try:
            page.go_back()
        except BrowserError as error:
            if not alive(error):
                raise
        if self._try(page, THERE):
            item = self._fill(page, self._record(how["hers"]), how["weight"])
            if item:
                self._press(page)
                self._await(page, item, how["patient"])

    def race(self, how: str, hers: bool, **rest: Any) -> None:
        """Dag writes about Kari and about himself at the same time."""
        self._enter(DAG, rest["reached"])
        if self.who and self.who.name != DAG:
            self.sign_in(DAG)
        if not self.who or self.who.name != DAG:
            return
        page, other = self.phone.page, self.phone.context.new_page()
        one, two = ({"who": DAG, "hers": hers} | rest, {"who": DAG, "hers": not hers} | rest)
        if how == "same tab":
            first = self._written(page, one)
            self._meanwhile(rest["before"])
            if first:
                self._press(page)
            second = self._written(page, two)
            if second:
                self._press(page)
                self._await(page, second, rest["patient"])
        else:
            if how == "back":  # the form of the one lies behind the form of the other
                self._open(other, self._record(hers), rest["zone"])
            items = [(page, self._written(page, one)), (other, self._written(other, two))]
            self._meanwhile(rest["before"])
            self._both(items[::-1] if how == "back" else items, rest["patient"])
        self.phone.leave(other)

    def answer(self, state: str, **how: Any) -> None:
        self._enter(how["who"], how["reached"])
        record = self._record(how["hers"])
        member = self._member_of(record)
        if not self.phone.go(f"/records/{record}/today"):
            self.met["no page"] += 1
            return
        page = self.phone.page
        self._keyed(page)
        writer = self._writer(page)
        self._meanwhile(how["before"])
        for button in ({"undone": "open"}.get(state, state), "done", "open"):
            due = self._try(page, ANSWER, [str(member.measure_id), button]) if writer else None
            if due and writer:
                item = Item("answer", writer, record, state=button, due=due)
                self.ledger.items.append(item)
                self._await(page, item, how["patient"])
                return
        self.met["no form"] += 1
