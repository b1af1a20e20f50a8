"""Does one schedule from the first sign-in until the weather has cleared."""

from __future__ import annotations

import time
from collections import Counter
from typing import Any

from tests.browser.outbox.schedule.befalling import Befalling
from tests.browser.outbox.schedule.home import DAG, KARI, Member
from tests.browser.outbox.schedule.verdict import UNSENT
from tests.browser.outbox.schedule.writing import Writing


class Walk(Writing, Befalling):
    """One phone, one home, one schedule: `walk` it once, and `judged` says what was wrong."""

    def walk(self) -> None:
        self.sign_in(KARI if self.schedule.number % 2 else DAG)
        if self.schedule.kept:
            self._keep_plan()
        for step in self.schedule.steps:
            self.met[step.kind] += 1
            began, before = time.monotonic(), Counter(self.met)
            getattr(self, step.kind.replace(" ", "_"))(**step.how)
            self._see()
            self.trace.append(f"{time.monotonic() - began:.1f} s {step}: {dict(self.met - before)}")
        self._calm()

    def _keep_plan(self) -> None:
        """So that its pages are there without network."""
        if self.who and self.phone.go(f"/records/{self.who.record_id}/on-this-phone"):
            self.keeper = self.who.owner
            self._try(self.phone.page, "() => navigator.serviceWorker.ready.then(() => true)")
            press = """() => { const button = document.querySelector('[data-keeping] form[data-keep="on"] button');
              if (!button || button.closest('[hidden]')) return false; button.click(); return true; }"""
            self.phone.until(lambda: self._try(self.phone.page, press), 10)
            self.phone.until(lambda: any(row.get("contactAt") for row in self.phone.rows("copies")), 10)

    def _calm(self) -> None:
        """The weather clears, and everybody signs in once more."""
        self.house.clear()
        self.house.start()
        self.coverage(True)
        for page in self.phone.context.pages:
            if page not in (self.phone.eye, self.phone.page):
                self.phone.leave(page)
        self.pause(self.house.late())
        for member in self.home.members.values():
            self._calm_for(member)
        if self.untold:
            self.wrong.append(f"dropped: {self.untold} unsent were thrown away and it is not said")
        self._see()
        self.phone.listen()

    def _calm_for(self, member: Member) -> None:
        """A last order may have ended the server just now: it is started as often as it takes."""
        self.phone.until(lambda: self.house.start() and self.sign_in(member.name), 40)
        self.phone.until(lambda: self.house.start() and not self._unsent(member.owner), 40)

    def _unsent(self, owner: str) -> list[dict[str, Any]]:
        return [row for row in self.phone.rows() if row["owner"] == owner and row["state"] in UNSENT]
