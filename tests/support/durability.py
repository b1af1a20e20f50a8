"""A check-in that was acknowledged is there, whenever the server is killed: the rig that tries to show otherwise."""

from __future__ import annotations

import http.client
import random
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode
from uuid import UUID, uuid4

from flask import Flask
from sqlalchemy import func, select

from app.models.check_in import CheckIn
from app.models.person import Person
from app.models.reading import Reading
from app.models.record import Record
from app.platform.db import db
from tests.factories.people import a_patient
from tests.support.own_session import settle
from tests.support.server import Server
from tests.support.visitor import Visitor

ACKNOWLEDGED = (200, 201, 303)


@dataclass(frozen=True)
class Outcome:
    """What was acknowledged over all cycles, and what became of it."""

    cycles: int
    acknowledged: int
    lost: int
    doubled: int


class Writer(threading.Thread):
    """A patient who checks in again and again, and sends the same one again when no answer came."""

    def __init__(self, app: Flask, person: Person, record: Record, port: int, chance: random.Random) -> None:
        super().__init__(daemon=True)
        visitor = Visitor(app).sign_in(person)
        cookie = visitor.client.get_cookie(app.config["SESSION_COOKIE_NAME"], domain="localhost")
        assert cookie
        self.headers = {
            "Cookie": f"{cookie.key}={cookie.value}",
            "Content-Type": "application/x-www-form-urlencoded",
            "Host": "localhost",
        }
        self.token, self.port, self.chance = visitor.csrf_token, port, chance
        self.address = f"/records/{record.id}/check-ins"
        self.acknowledged: set[UUID] = set()
        self.refused: list[int] = []
        self.over = threading.Event()

    def run(self) -> None:
        unsent: UUID | None = None
        while not self.over.is_set():
            unsent = unsent or uuid4()
            status = self._send(unsent)
            if status in ACKNOWLEDGED:
                self.acknowledged.add(unsent)
            elif status:
                self.refused.append(status)
            unsent = None if status else unsent
            time.sleep(self.chance.uniform(0, 0.03))

    def _send(self, check_in_id: UUID) -> int:
        """The status of the answer, 0 where none came."""
        form = {"csrf_token": self.token, "check_in_id": check_in_id, "zone": "green", "weight": "71,4", "note": "Som vanlig"}
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        try:
            connection.request("POST", self.address, urlencode(form), self.headers)
            return connection.getresponse().status
        except (OSError, http.client.HTTPException):
            return 0
        finally:
            connection.close()


def kill_again_and_again(app: Flask, settings: Mapping[str, str], *, cycles: int, seed: int, module: str = "wsgi:app") -> Outcome:
    """Two writers, one server, `cycles` kills at moments drawn from `seed`. `app` is over the same database as the server."""
    chance = random.Random(seed)
    server = Server(settings, module)
    with app.app_context():
        patients = [a_patient() for _ in range(2)]
        writers = [Writer(app, person, record, server.port, random.Random(chance.random())) for person, record in patients]
        settle()
    for writer in writers:
        writer.start()
    try:
        for _ in range(cycles):
            server.start()
            time.sleep(chance.uniform(0.15, 0.7))
            server.kill()
    finally:
        for writer in writers:
            writer.over.set()
        for writer in writers:
            writer.join(15)
        server.kill()
    return _judged(app, cycles, writers)


def _judged(app: Flask, cycles: int, writers: list[Writer]) -> Outcome:
    refused = [status for writer in writers for status in writer.refused]
    assert not refused, f"the server refused good check-ins: {sorted(set(refused))}"
    acknowledged = set().union(*(writer.acknowledged for writer in writers))
    with app.app_context():
        kept = set(db.session.scalars(select(CheckIn.id)))
        counted = select(Reading.check_in_id, func.count()).group_by(Reading.check_in_id)
        readings = {check_in_id: count for check_in_id, count in db.session.execute(counted)}
    lost = {each for each in acknowledged if each not in kept or not readings.get(each)}
    doubled = {each for each in acknowledged if readings.get(each, 0) > 1}
    return Outcome(cycles, len(acknowledged), len(lost), len(doubled))
