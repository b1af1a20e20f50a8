"""The demo, loaded once into a database of its own on each engine."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from uuid import UUID

import pytest
from flask import Flask

from app.access.gate import open_record
from app.access.purposes import Purpose
from app.access.record import Record
from app.demo.commands import load
from app.demo.seed.people import helpers_there
from app.identity.people import demo_people
from app.platform.db import db
from tests.support.applications import application
from tests.support.databases import fresh_database


@pytest.fixture(scope="session")
def demo(database_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    engine = "sqlite" if database_url.startswith("sqlite") else "postgresql"
    with fresh_database(engine, tmp_path_factory.mktemp("demo")) as url:
        app = application(url, tmp_path_factory.mktemp("demo_instance"))
        with app.app_context():
            assert load() == ["relative", "nurse", "doctor", "patient", "patient2", "patient3"]
        yield app
        with app.app_context():
            db.engine.dispose()


@pytest.fixture
def demo_database(demo: Flask) -> Iterator[None]:
    with demo.app_context():
        yield


@pytest.fixture
def record_id(demo_database: None) -> Callable[[str], UUID]:
    """The record of a demo patient, by key."""
    records = {person.key: person.record_id for person in demo_people()}
    return lambda key: records[key] or UUID(int=0)


@pytest.fixture
def opened(record_id: Callable[[str], UUID]) -> Callable[..., Record]:
    """Opens the record of a demo patient as somebody of the demo."""
    actors = helpers_there()

    def open_as(by: str, key: str = "patient", purpose: Purpose = Purpose.READ) -> Record:
        return open_record(actors[by], record_id(key), purpose)

    return open_as
