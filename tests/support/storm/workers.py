"""What a process of the storm does: a worker as it is run, ones with a planted bug, parts of one to measure, and the people."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Sequence
from typing import TYPE_CHECKING
from uuid import UUID, uuid4

from sqlalchemy import delete, insert, select
from sqlalchemy.exc import DBAPIError

from app.models.occurrence import Occurrence
from app.models.record_change import RecordChange
from app.models.reminder import Reminder
from app.platform import clock
from app.platform.db import db
from app.platform.push.message import TOPIC_LENGTH, Message, Outcome, Result
from app.platform.transaction import work
from app.reminders.actions.claims import claim, lease_until
from app.reminders.delivery import Worker
from app.reminders.delivery import steps as batches
from app.reminders.delivery import worker as steps
from tests.support.storm.due import ZONE

if TYPE_CHECKING:
    from tests.support.storm.storm import Storm

LINE = len(f"{0:020} {'':5} {'':{TOPIC_LENGTH}}\n")


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


def deaf(storm: Storm) -> None:
    """A worker with another planted bug: what was done is never looked at."""
    steps.sweep = lambda: db.session.execute(delete(RecordChange)) and db.session.commit()  # type: ignore[assignment]
    remind(storm)


def untidy(storm: Storm) -> None:
    """A worker with a third planted bug: nothing is taken away."""
    batches.closing = lambda looks: []  # type: ignore[assignment]
    remind(storm)


def only_claim(storm: Storm) -> None:
    """Takes and puts nothing back: what the claim alone costs."""
    taken = storm.limits.batch
    while taken:
        with work() as connection:
            taken = len(claim(connection, Reminder, storm.limits.batch, lease_until(3600)))


def only_write(storm: Storm) -> None:
    """All but the sending: every message is taken at once."""
    Worker(lambda messages: [Result(Outcome.SENT)] * len(messages), storm.limits).drain()


def answer(ids: Sequence[UUID], storm: Storm) -> None:
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


def _line(message: Message, more: object = "") -> bytes:
    """When, what, and which notice, in lines of one length; the clock is the same in all processes."""
    return f"{time.monotonic_ns():020} {json.loads(message.payload)['do']:5} {message.topic}{more}\n".encode()
