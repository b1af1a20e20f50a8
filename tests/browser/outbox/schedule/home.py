"""Two people who share a phone: Kari, and Dag, who has a record of his own and may write in hers. And what is written of them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID, uuid4

from flask import Flask
from sqlalchemy import select, update

from app.identity.actor import Actor
from app.identity.owner import owner_mark
from app.identity.sessions import start_session
from app.models.person import Person
from app.models.record import Record
from app.models.representation import Representation
from app.platform import clock
from app.platform.db import db
from tests.factories.measure import a_measure
from tests.factories.people import a_fullmakt, a_patient, opened_by_patient
from tests.support.visitor import Visitor

KARI, DAG = "Kari", "Dag"


@dataclass(frozen=True)
class Member:
    name: str
    person_id: UUID
    record_id: UUID
    measure_id: UUID
    owner: str


@dataclass
class Home:
    """`gaps` are the times at which Dag might not write for Kari; the last has no end while it lasts."""

    app: Flask
    members: dict[str, Member]
    gaps: list[tuple[datetime, datetime | None]] = field(default_factory=list)

    @property
    def records(self) -> list[UUID]:
        return [each.record_id for each in self.members.values()]

    def session(self, name: str, address: str) -> dict[str, str]:
        """What a browser holds that has just signed in: the identity provider stood for."""
        visitor = Visitor(self.app)
        with self.rows():
            token = start_session(self.members[name].person_id, None, provider="test", device="Test")
            db.session.commit()
        visitor.put_in_cookie(
            {"token": token, "csrf_token": uuid4().hex}
        )  # of its own: no page of another sign-in is good for it
        cookie = visitor.client.get_cookie(self.app.config["SESSION_COOKIE_NAME"], domain="localhost")
        assert cookie
        return {"name": cookie.key, "value": cookie.value, "url": address}

    def revoke(self) -> None:
        """Kari ends Dag's fullmakt."""
        if not self.dag_may:
            return
        with self.rows():
            now = clock.now()
            of_dag = Representation.actor_id == self.members[DAG].person_id
            db.session.execute(update(Representation).where(of_dag, Representation.ended_at.is_(None)).values(ended_at=now))
            db.session.commit()
        self.gaps.append((now, None))

    def grant(self) -> None:
        """She gives him another."""
        if self.dag_may:
            return
        with self.rows():
            record = db.session.get_one(Record, self.members[KARI].record_id)
            now = clock.now()
            a_fullmakt(record, db.session.get_one(Person, self.members[DAG].person_id), valid_from=now)
        self.gaps[-1] = (self.gaps[-1][0], now)

    @property
    def dag_may(self) -> bool:
        return not self.gaps or self.gaps[-1][1] is not None

    @contextmanager
    def rows(self) -> Iterator[None]:
        """The database as it is now."""
        with self.app.app_context():
            yield


def a_home(app: Flask) -> Home:
    """New people, of whom nothing is written yet but one measure each."""
    with app.app_context():
        kari, dag = _member(KARI), _member(DAG)
        dag_himself = db.session.get_one(Person, dag.person_id)
        a_fullmakt(db.session.scalars(select(Record).where(Record.id == kari.record_id)).one(), dag_himself)
    return Home(app, {KARI: kari, DAG: dag})


def _member(name: str) -> Member:
    person, record = a_patient(name)
    measure = a_measure(opened_by_patient(person, record))
    mark = owner_mark(Actor(person.id, person.name, None, True, None))
    return Member(name, person.id, record.id, measure.id, mark)
