"""Very many reminders due at once, workers that are killed at random, and a count of what became of each occurrence.

The workers are processes of their own, ended by SIGKILL. They are forked from this one, so that a new one is there at once.
"""

from __future__ import annotations

import json
import multiprocessing
import os
import random
import signal
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from multiprocessing.process import BaseProcess
from pathlib import Path
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

from flask import Flask
from sqlalchemy import Table, delete, func, insert, or_, select
from sqlalchemy.exc import DBAPIError

from app.models.login_session import LoginSession
from app.models.measure import Measure
from app.models.occurrence import Occurrence
from app.models.person import Person
from app.models.push_subscription import PushSubscription
from app.models.record import Record
from app.models.record_change import RecordChange
from app.models.reminder import Reminder
from app.models.reminder_delivery import ReminderDelivery
from app.platform import clock
from app.platform.db import db
from app.platform.push.message import TOPIC_LENGTH, Message, Outcome, Result, topic_of
from app.platform.transaction import work
from app.reminders.actions.claims import claim, lease_until
from app.reminders.delivery import Limits, Worker
from app.reminders.delivery import worker as steps

ZONE = "Europe/Oslo"
_PART = 5000
_LOOK = 0.02
_LINE = len(f"{0:020} {'':5} {'':{TOPIC_LENGTH}}\n")
_forked = multiprocessing.get_context("fork")


@dataclass(frozen=True)
class Found:
    """What the sink saw of the storm. `posted_again` went out again under the topic it had, which a phone shows once.

    `standing` are shown on a phone although they were `done` meanwhile.
    """

    due: int
    killed: int
    lost: int
    shown_twice: int
    posted_again: int
    unsettled: int
    done: int
    standing: int


class Storm:
    """`reminders` of as many people, all due since midnight, and a folder where the sink writes, `pace` seconds a message."""

    def __init__(
        self, app: Flask, folder: Path, reminders: int, *, batch: int = 500, lease: float = 4, pace: float = 0.0003
    ) -> None:
        self.app, self.folder, self.limits, self.pace = app, folder, Limits(batch, lease), pace
        self.folder.mkdir(parents=True, exist_ok=True)
        with app.app_context():
            self.day = clock.today(ZONE)
            self.ids = [one for part in _parts(reminders) for one in _due(part, self.day)]
            db.engine.dispose()

    def again(self) -> None:
        """All of them are due once more, as if nothing had been done."""
        with self.app.app_context():
            for table in (ReminderDelivery, Reminder):
                db.session.execute(table.__table__.delete())  # type: ignore[attr-defined]
            midnight = datetime.combine(self.day, datetime.min.time(), ZoneInfo(ZONE))
            rows = db.session.execute(
                select(Measure.id, Measure.record_id, Record.person_id).join(Record, Record.id == Measure.record_id)
            )
            self.ids = _remind([(row.person_id, row.record_id, row.id) for row in rows], midnight)
            db.session.commit()
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
        people = self.worker(partial(_do, chance.sample(self.ids, done)))
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
        return sizes // _LINE

    def judged(self, killed: int = 0) -> Found:
        seen, standing = Counter[str](), set[str]()
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
        )


def remind(storm: Storm) -> None:
    """A worker as it is run, whose postings go to a file: what was written there is what push services have taken."""
    path = storm.folder / f"posted-{os.getpid()}"
    file = os.open(path, os.O_CREAT | os.O_APPEND | os.O_WRONLY)

    def post(messages: Sequence[Message]) -> list[Result]:
        for message in messages:
            os.write(file, _line(message))
            time.sleep(storm.pace)
        return [Result(Outcome.SENT)] * len(messages)

    worker = Worker(post, storm.limits)
    while True:
        try:
            worker.drain()
        except DBAPIError:  # as `run` does: a database that was busy for too long is asked again
            continue
        return


def forgetful(storm: Storm) -> None:
    """A worker with a planted bug: every attempt has a topic of its own."""
    path = storm.folder / f"posted-{os.getpid()}"
    with path.open("a", buffering=1) as file:

        def post(messages: Sequence[Message]) -> list[Result]:
            for message in messages:
                file.write(_line(message, os.getpid()).decode())
            return [Result(Outcome.SENT)] * len(messages)

        Worker(post, storm.limits).drain()


def only_claim(storm: Storm) -> None:
    """Takes and puts nothing back: what the claim alone costs."""
    taken = storm.limits.batch
    while taken:
        with work() as connection:
            taken = len(claim(connection, Reminder, storm.limits.batch, lease_until(3600)))


def only_write(storm: Storm) -> None:
    """All but the sending: every message is taken at once."""
    Worker(lambda messages: [Result(Outcome.SENT)] * len(messages), storm.limits).drain()


def deaf(storm: Storm) -> None:
    """A worker with another planted bug: what was done is never looked at."""
    steps.sweep = lambda: db.session.execute(delete(RecordChange)) and db.session.commit()  # type: ignore[assignment]
    remind(storm)


def _line(message: Message, more: object = "") -> bytes:
    """When, what, and which notice, in lines of one length; the clock is the same in all processes."""
    return f"{time.monotonic_ns():020} {json.loads(message.payload)['do']:5} {message.topic}{more}\n".encode()


def _do(ids: Sequence[UUID], storm: Storm) -> None:
    """People who do what they are reminded of, a few at a time."""
    now = clock.now()
    author = {"author_name": "Prøve", "author_role": "patient", "on_behalf": False, "created_at": now, "updated_at": now}
    rows = db.session.execute(select(Reminder.record_id, Reminder.measure_id).where(Reminder.id.in_(ids))).mappings().all()
    said = {"due_on": clock.today(ZONE), "due_time": "", "state": "done", "language": "nb", "answered_at": now, "version": 1}
    for start in range(0, len(rows), 10):
        some = rows[start : start + 10]
        with work() as connection:
            connection.execute(insert(Occurrence), [{"id": uuid4(), **row, **said, **author} for row in some])
            connection.execute(insert(RecordChange), [{"id": uuid4(), "record_id": row["record_id"]} for row in some])
        time.sleep(storm.pace * 100)


def _in_child(storm: Storm, do: Callable[[Storm], None]) -> None:
    os.close(1)  # its log lines are nobody's to read
    os.open(os.devnull, os.O_WRONLY)
    with storm.app.app_context():
        do(storm)
    os._exit(0)


def _parts(count: int) -> Iterator[int]:
    while count > 0:
        yield min(count, _PART)
        count -= _PART


def _due(count: int, day: object) -> list[UUID]:
    """So many people with a measure, a phone and a reminder each."""
    now, made = clock.now(), [(uuid4(), uuid4(), uuid4()) for _ in range(count)]
    names = {"given_name": "Prøve", "family_name": "Testesen", "time_zone": ZONE, "created_at": now}
    _fill(
        Person.__table__, [{"id": p, "identity_number_sealed": b"", "identity_number_hash": p.hex, **names} for p, _, _ in made]
    )
    _fill(Record.__table__, [{"id": r, "person_id": p, "created_at": now} for p, r, _ in made])
    measure = {
        "problem_ids": [],
        "title": "Prøve",
        "language": "nb",
        "origin": "patient",
        "performer": "patient",
        "status": "active",
    }
    measure |= {"rrule": "FREQ=DAILY", "times": [], "starts_on": day, "time_zone": ZONE, "position": 0, "version": 1}
    measure |= {"author_name": "Prøve", "author_role": "patient", "on_behalf": False, "created_at": now, "updated_at": now}
    _fill(Measure.__table__, [{"id": m, "record_id": r, **measure} for _, r, m in made])
    session = {"provider": "test", "device": "Test", "created_at": now, "seen_at": now}
    _fill(LoginSession.__table__, [{"id": p, "person_id": p, "token_hash": p.hex * 2, **session} for p, _, _ in made])
    phone = {"p256dh": "p", "auth": "a", "application_key": "k", "language": "nb", "device": "Test", "created_at": now}
    endpoint = "https://fcm.googleapis.com/"
    _fill(
        PushSubscription.__table__,
        [
            {"id": p, "person_id": p, "session_id": p, "endpoint": endpoint + p.hex, "endpoint_hash": p.hex * 2, **phone}
            for p, _, _ in made
        ],
    )
    midnight = datetime.combine(clock.today(ZONE), datetime.min.time(), ZoneInfo(ZONE))
    ids = _remind(made, midnight)
    db.session.commit()
    return ids


def _remind(made: Sequence[tuple[UUID, UUID, UUID]], midnight: datetime) -> list[UUID]:
    row = {"active": True, "times": ["00:00"], "again_after_minutes": 30, "again_times": 0, "attempt": 0, "snoozed": False}
    row |= {"since": midnight - timedelta(seconds=1), "next_at": midnight, "held": False, "seen_version": 1}
    row |= {"created_at": midnight, "updated_at": midnight}
    rows = [{"id": uuid4(), "person_id": p, "record_id": r, "measure_id": m, **row} for p, r, m in made]
    for start in range(0, len(rows), _PART):
        _fill(Reminder.__table__, rows[start : start + _PART])
    return [each["id"] for each in rows]


def _fill(table: object, rows: list[dict[str, object]]) -> None:
    assert isinstance(table, Table)
    db.session.execute(insert(table), rows)
