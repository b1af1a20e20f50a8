"""What every test may ask for. The whole suite runs on SQLite and on PostgreSQL.

Tests share one database and never clean up: each makes its own people, and everybody else's rows are the noise that must not
show.
"""

from __future__ import annotations

import os
import random
from collections.abc import Callable, Iterator

import pytest
from babel.messages.frontend import CommandLineInterface
from flask import Flask

from app.platform.db import db
from tests.support import canaries
from tests.support.applications import application
from tests.support.databases import fresh_database
from tests.support.phone import Phone

# Said once, before there are more processes: what is drawn at random is the same in all of them, and can be drawn again.
os.environ.setdefault("EGENPLAN_SEED", str(random.SystemRandom().randrange(1_000_000)))


def pytest_report_header() -> str:
    return f"EGENPLAN_SEED={os.environ['EGENPLAN_SEED']}"


@pytest.fixture(scope="session", autouse=True)
def _compiled_catalogues() -> None:
    CommandLineInterface().run(["pybabel", "-q", "compile", "-d", "translations"])


@pytest.fixture(scope="session", params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with fresh_database(request.param, tmp_path_factory.mktemp("database")) as url:
        yield url


@pytest.fixture(scope="session")
def app(database_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    built = application(database_url, tmp_path_factory.mktemp("instance"))
    canaries.watch(built)
    yield built
    with built.app_context():
        db.engine.dispose()


@pytest.fixture
def database(app: Flask) -> Iterator[None]:
    """An application context to make rows in."""
    with app.app_context():
        yield


@pytest.fixture
def phone(app: Flask) -> Callable[[], Phone]:
    """Makes new phones, signed out."""
    return lambda: Phone(app)


@pytest.fixture(autouse=True)
def _no_leaks() -> Iterator[None]:
    yield
    found, canaries.leaks[:] = list(canaries.leaks), []
    assert not found
