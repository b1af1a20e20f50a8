"""An operator with files of lines, and a nurse who answers for bringing them in."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from random import SystemRandom
from typing import Any
from uuid import uuid4

import pytest
from click.testing import Result
from flask import Flask
from sqlalchemy import select

from app.models.person import Person
from app.models.record import Record
from app.platform.crypto import lookup_hash
from app.platform.db import db
from tests.factories.people import a_clinician
from tests.factories.register_lines import Json, Source, bundle, line, number_of
from tests.support.applications import application, disposed
from tests.support.databases import fresh_database
from tests.support.own_session import settle

SYSTEM = "Gammel-EPJ 4.2"
_names = count()


@dataclass
class Operator:
    """Runs the command over lines put in a file of their own."""

    app: Flask
    folder: Path
    hpr: str
    source: Source

    def imports(self, lines: Iterable[bytes], *options: str) -> Result:
        path = self.folder / f"{next(_names)}.ndjson"
        path.write_bytes(b"".join(lines))
        settle()
        arguments = ["register", "import", "--by", self.hpr, "--source", SYSTEM, *options, str(path)]
        result = self.app.test_cli_runner().invoke(args=arguments)
        assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
        return result

    def patient_line(self, who: Json) -> bytes:
        return line(bundle(who, self.source.consent(who)))

    def with_plan(self, who: Json, *plan: Json) -> bytes:
        return line(bundle(who, self.source.consent(who), *plan))


@pytest.fixture
def operator(app: Flask, database: None, tmp_path: Path) -> Operator:
    return Operator(app, tmp_path, a_clinician("Nina")[1].hpr_number, Source(SystemRandom().randrange(2**60)))


@pytest.fixture
def record_of(database: None) -> Callable[[Json], tuple[Person, Record]]:
    """The patient of a line, as they are here."""

    def found(who: Json) -> tuple[Person, Record]:
        db.session.rollback()
        by_number = Person.identity_number_hash == lookup_hash(number_of(who))
        person = db.session.scalars(select(Person).where(by_number)).one()
        return person, db.session.scalars(select(Record).where(Record.person_id == person.id)).one()

    return found


def told(result: Result) -> str:
    """The last line of the report."""
    return result.stdout.strip().splitlines()[-1]


@pytest.fixture
def house(database_url: str, tmp_path: Path) -> Iterator[Callable[[], Operator]]:
    """Makes operators, each of an application over an empty database of the same engine."""
    engine = "sqlite" if database_url.startswith("sqlite") else "postgresql"
    opened: list[Any] = []

    def made() -> Operator:
        folder = tmp_path / str(uuid4())
        folder.mkdir()
        opened.append(fresh_database(engine, folder))
        opened.append(disposed(application(opened[-1].__enter__(), folder)))
        app: Flask = opened[-1].__enter__()
        with app.app_context():
            hpr = a_clinician("Nina")[1].hpr_number
            db.session.rollback()
        return Operator(app, folder, hpr, Source(SystemRandom().randrange(2**60)))

    yield made
    for each in reversed(opened):
        each.__exit__(None, None, None)
