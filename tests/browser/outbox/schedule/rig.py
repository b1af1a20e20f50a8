"""Does schedules one after another, in one browser over one server, and gives up on none without saying so."""

from __future__ import annotations

import threading
import time
import traceback
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from uuid import uuid4

from playwright.sync_api import Playwright

from tests.browser.outbox.schedule.drawing import Schedule, draw
from tests.browser.outbox.schedule.home import a_home
from tests.browser.outbox.schedule.house import House
from tests.browser.outbox.schedule.phone import Phone, end
from tests.browser.outbox.schedule.verdict import There, judged
from tests.browser.outbox.schedule.walk import Walk

PATIENCE = 60.0
MORE_PATIENCE = 3  # the second time, on a machine that may have much to do


@dataclass
class Outcome:
    schedule: Schedule
    wrong: list[str]
    met: Counter[str] = field(default_factory=Counter)
    seconds: float = 0.0
    trace: list[str] = field(default_factory=list)
    unfinished: list[str] = field(default_factory=list)  # what stopped it at first, where it was done again

    def __str__(self) -> str:
        done = ["  as it went:", *(f"    {each}" for each in self.trace)] if self.trace else []
        return "\n".join([str(self.schedule), *done, *(f"  WRONG: {each}" for each in self.wrong)])


class Rig:
    """`kind` is the browser the phones have, Chromium where nothing is said."""

    def __init__(self, playwright: Playwright, house: House, patience: float = PATIENCE, kind: type[Phone] = Phone) -> None:
        self.playwright, self.house, self.patience, self.kind = playwright, house, patience, kind
        self._begin()
        self.walk: Walk | None = None

    def run(self, seed: int, number: int) -> Outcome:
        """One schedule; where it came to no end, once more in a new browser."""
        return self.do(draw(seed, number))

    def do(self, schedule: Schedule) -> Outcome:
        began = time.monotonic()
        unfinished: list[str] = []
        for patience in (self.patience, self.patience * MORE_PATIENCE):
            try:
                outcome = self._once(schedule, patience)
                outcome.seconds = time.monotonic() - began
                outcome.met["not finished at first"] += len(unfinished)
                outcome.unfinished = unfinished
                return outcome
            except Exception:  # whatever it was, it is told, and never passed over
                went = self.walk.trace if self.walk else []
                unfinished.append("\n".join([*went, traceback.format_exc(limit=12)]))
                self._anew()
        return Outcome(schedule, [f"not finished: {each}" for each in unfinished], seconds=time.monotonic() - began)

    def _once(self, schedule: Schedule, patience: float) -> Outcome:
        self.house.clear()
        self.house.start()
        self.house.happened()
        home, self.walk = a_home(self.house.app), None
        with self._watched(patience) as started:
            phone = self.kind(self.playwright, self.browser, self.house.address, on_disk=schedule.killed, woken=schedule.woken)
            started.append(phone)
            walk = self.walk = Walk(schedule, self.house, home, phone)
            walk.walk()
            wrong = judged(walk)
            _count(walk)
            phone.close()
        return Outcome(schedule, wrong, walk.met, trace=walk.trace)

    @contextmanager
    def _watched(self, patience: float) -> Iterator[list[Phone]]:
        """No call to a browser has an end of its own that holds always: where the time is out, its process is ended, and the call
        comes back with an error."""
        started: list[Phone] = []
        over = threading.Event()

        def watch() -> None:
            if not over.wait(patience):
                end(self.mark)
                for phone in started:
                    phone.end()

        watcher = threading.Thread(target=watch, daemon=True)
        watcher.start()
        try:
            yield started
        finally:
            over.set()
            watcher.join()

    def _begin(self) -> None:
        self.mark = f"--egenplan-mark={uuid4().hex}"
        self.browser = self.kind.a_browser(self.playwright, self.mark)

    def _anew(self) -> None:
        end(self.mark)
        self._begin()

    def close(self) -> None:
        self.browser.close()


def _count(walk: Walk) -> None:
    there = There(walk.home)
    walk.met["check-ins there"] += len(there.check_ins)
    walk.met["answers there"] += sum(row.kind == "answer" for row in there.receipts.values())
    walk.met["quarantined"] += len(there.quarantined)
    walk.met.update(f"met: {fate}" for fate in walk.house.happened())
