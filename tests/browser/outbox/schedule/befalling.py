"""What befalls the phone and who holds it."""

from __future__ import annotations

import re
from typing import Any

from playwright.sync_api import Error as BrowserError

from tests.browser.outbox.schedule.hand import Hand
from tests.browser.outbox.schedule.phone import alive
from tests.browser.outbox.schedule.verdict import UNSENT

MARKED = "() => Number(localStorage.getItem('egenplan-unsent'))"
LOST = "() => Number(document.querySelector('[data-lost]')?.textContent.match(/(\\d+) had not been sent/)?.[1])"


class Befalling(Hand):
    """Each kind of step that writes nothing is a method."""

    def coverage(self, on: bool, **_: Any) -> None:
        if not self.phone.loses_coverage:
            return self.server(on, "stop")
        self.covered = on
        self.phone.context.set_offline(not on)
        return None

    def server(self, on: bool, how: str) -> None:
        if on:
            self.house.start()
        elif self.house.up:
            self.house.kill() if how == "kill" else self.house.stop()

    def reload(self) -> None:
        self.phone.go(self.phone.page.url)

    def leave(self) -> None:
        self.phone.go("/emergency")
        try:
            self.phone.page.go_back()
        except BrowserError as error:
            if not alive(error):
                raise

    def pause(self, seconds: float) -> None:
        self.phone.eye.wait_for_timeout(seconds * 1000)

    def try_again(self) -> None:
        if self.phone.go("/unsent"):
            self._try(self.phone.page, "() => document.querySelector('[data-again]')?.click()")

    def revoke(self) -> None:
        self.home.revoke()

    def grant(self) -> None:
        self.home.grant()

    def lose_cookies(self) -> None:
        self.phone.context.clear_cookies()
        self.who = None

    def clock(self, seconds: int) -> None:
        if not self.clock_is_wrong:
            self.clock_is_wrong = True
            self.phone.set_clock(seconds)

    def kill_browser(self) -> None:
        self.phone.kill()
        self.house.start()
        self.covered = True
        self.phone.begin()
        if self.who:
            self._hold(self.who)

    def sign_out(self) -> None:
        """With what is unsent kept here, as the page offers."""
        if not self.who or not self.phone.go("/unsent#leaving"):
            return
        page = self.phone.page
        if self.phone.until(lambda: self._try(page, "() => document.querySelector('[data-leaving]')?.hidden === false"), 1):
            self._try(page, "() => document.querySelector('[data-leave]').click()")
        else:
            self.phone.go("/settings")
            self._try(page, "() => document.querySelector('form[action=\"/sign-out\"] button')?.click()")
        if self.phone.until(lambda: re.search(r"//[^/]+/(offline)?$", page.url), 5):
            self.met["signed out"] += 1
            self.who = None
            self.signed_out_here()

    def signed_out_here(self) -> None:
        """No key of anybody's lies on the phone any more."""
        if any(row["key"] for row in self.phone.rows("keys")):
            self.wrong.append("untrue: signed out, and a key still lies on the phone")

    def sign_in(self, who: str) -> bool:
        """By way of the page for it, whoever was signed in before. Whether it could be done."""
        if not (self.covered and self.house.answers and self.phone.go("/sign-in")):
            self.met["could not sign in"] += 1
            return False
        member = self.home.members[who]
        self._hold(member)
        came = self.phone.go(f"/records/{member.record_id}/today")
        if self.untold:
            self._told(20)
        return came

    def evict(self) -> None:
        """The browser throws away what is kept. That is lost, and must be said; where nobody is signed in, to the next.

        A browser that is killed forgets what it had not written to its disk, and so the mark by which a loss is noticed: nobody
        can say what is thrown away before a page has been opened again.
        """
        self._see()
        lost = [row for row in self.rows if row["state"] in UNSENT]
        if self.phone.fresh:
            self.met["evicted before anything was opened"] += len(lost)
        else:
            self.phone.until(lambda: self.phone.eye.evaluate(MARKED) == len(lost), 3)
            self.untold += len(lost)
        self.phone.forget_all()
        self.ledger.evicted.update(row["owner"] for row in lost)
        self.met["unsent things evicted"] += len(lost)
        self.phone.go(f"/records/{self.who.record_id}/today" if self.who else "/")
        self._told(20 if self.who and lost and self.covered and self.house.answers else 0.5)

    def _told(self, seconds: float) -> None:
        """Whether the page says what was thrown away, and is answered. It may count what was sent since it was looked at last."""
        if self.untold and self.phone.until(lambda: (self._try(self.phone.page, LOST) or 0) >= self.untold, seconds):
            self.untold = 0
            self._try(self.phone.page, "() => document.querySelector('[data-lost] button')?.click()")
