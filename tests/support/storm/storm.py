"""The storm: workers as processes of their own, ended by SIGKILL, and what became of each occurrence.

They are forked from this process, so that a new one is there at once.
"""

from __future__ import annotations

import multiprocessing
import os
import random
import signal
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from multiprocessing.process import BaseProcess
from pathlib import Path

from flask import Flask
from sqlalchemy import func, or_, select

from app.models.occurrence import Occurrence
from app.models.record_change import RecordChange
from app.models.reminder import Reminder
from app.models.reminder_delivery import ReminderDelivery
from app.platform import clock
from app.platform.db import db
from app.platform.push.message import topic_of
from app.reminders.delivery import Limits
from tests.support.storm.due import ZONE, due_again, due_people, shown_the_day_before
from tests.support.storm.workers import LINE, answer

_LOOK = 0.02
_forked = multiprocessing.get_context("fork")


@dataclass(frozen=True)
class Found:
    """What the sink saw of the storm. `posted_again` went out again under the topic it had, which a phone shows once.

    `standing` are shown on a phone although they were `done` meanwhile, `beside` are of the day before and beside the day's.
    """

    due: int
    killed: int
    lost: int
    shown_twice: int
    posted_again: int
    unsettled: int
    done: int
    standing: int
    beside: int


class Storm:
    """`reminders` of as many people, all due since midnight, and a folder where the sink writes, `pace` seconds a message.

    With `before`, the notice of the day before still stands on each phone.
    """

    def __init__(
        self,
        app: Flask,
        folder: Path,
        reminders: int,
        *,
        batch: int = 500,
        lease: float = 4,
        pace: float = 0.0003,
        before: bool = False,
    ) -> None:
        self.app, self.folder, self.limits, self.pace = app, folder, Limits(batch, lease), pace
        self.folder.mkdir(parents=True, exist_ok=True)
        with app.app_context():
            self.day = clock.today(ZONE)
            self.ids = due_people(reminders, self.day)
            if before:
                shown_the_day_before(self.day)
            self.before = {topic_of(one, self.day - timedelta(days=1), ""): one for one in self.ids if before}
            db.engine.dispose()

    def again(self) -> None:
        """All of them are due once more, as if nothing had been done."""
        with self.app.app_context():
            self.ids = due_again(self.day)
            db.session.close()
            db.engine.dispose()

    def worker(self, do: Callable[[Storm], None]) -> BaseProcess:
        """A process that does its part of the work until nothing is left."""
        process = _forked.Process(target=_in_child, args=(self, do), daemon=True)
        process.start()
        return process

    def kill_at_random(
        self, kills: int, workers: int, chance: random.Random, sink: Callable[[Storm], None], done: int = 0
    ) -> Found:
        """Keep `workers` going, kill one now and then until so many have died, let the last finish; answers what was found.

        Meanwhile so many are `done` by their people, before or after they were reminded.
        """
        running: list[BaseProcess] = []
        people = self.worker(partial(answer, chance.sample(self.ids, done)))
        # By what has been posted and not by the clock: on whatever machine, each dies with work before it.
        marks = sorted(chance.sample(range((len(self.ids) - done) // 2), kills))
        killed = 0
        while killed < kills:
            running = [each for each in running if each.is_alive()]
            running += [self.worker(sink) for _ in range(workers - len(running))]
            time.sleep(_LOOK)
            if self._posted() < marks[killed]:
                continue
            time.sleep(chance.uniform(0, _LOOK))
            victim = chance.choice(running)
            victim.kill()
            victim.join()
            killed += victim.exitcode == -signal.SIGKILL
            if killed < kills and not self.left():
                raise RuntimeError(f"The work was over when {killed} had died")
        for each in (people, *running):
            each.join()
        while self.left():
            last = self.worker(sink)
            last.join()
            time.sleep(0.3)
        return self.judged(killed)

    def left(self) -> int:
        """How many are due, or held by a worker that is no more."""
        with self.app.app_context():
            waiting = or_(Reminder.next_at <= clock.now(), Reminder.held)
            found = db.session.scalar(select(func.count()).select_from(Reminder).where(waiting)) or 0
            found += db.session.scalar(select(func.count()).select_from(RecordChange)) or 0
            db.session.close()
            db.engine.dispose()
        return found

    def _posted(self) -> int:
        """How much the sink has taken, repeated ones too."""
        sizes = sum(path.stat().st_size for path in self.folder.glob("posted-*"))
        return sizes // LINE

    def judged(self, killed: int = 0) -> Found:
        seen, standing = Counter[str](), set(self.before)
        lines = (line.split() for path in self.folder.glob("posted-*") for line in path.read_text().splitlines())
        for _at, do, topic in sorted((int(at), do, topic) for at, do, topic in lines):
            if do == "show":
                seen[topic] += 1
                standing.add(topic)
            else:
                standing.discard(topic)
        expected = {topic_of(one, self.day, "") for one in self.ids}
        with self.app.app_context():
            answered = select(Reminder.id).join(Occurrence, Occurrence.measure_id == Reminder.measure_id)
            done = {topic_of(one, self.day, "") for one in db.session.scalars(answered)}
            written = select(ReminderDelivery.reminder_id).where(ReminderDelivery.state == "sent")
            settled = {topic_of(one, self.day, "") for one in db.session.scalars(written)}
            db.session.close()
            db.engine.dispose()
        return Found(
            due=len(expected),
            killed=killed,
            lost=len(expected - set(seen) - done),
            # A phone shows two notices where two topics came for one occurrence.
            shown_twice=len(set(seen) - expected),
            posted_again=seen.total() - len(seen),
            # What was done before its worker's death was noticed is not sent again, and nobody knows that it was sent.
            unsettled=len((set(seen) & expected) - done - settled),
            done=len(done),
            standing=len(standing & done),
            beside=sum(topic_of(self.before[each], self.day, "") in standing for each in standing & set(self.before)),
        )


def _in_child(storm: Storm, do: Callable[[Storm], None]) -> None:
    os.close(1)  # its log lines are nobody's to read
    os.open(os.devnull, os.O_WRONLY)
    with storm.app.app_context():
        do(storm)
    os._exit(0)
