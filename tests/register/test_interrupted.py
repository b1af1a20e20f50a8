"""`kill -9` in the middle of bringing in a register, then the same command again: nothing doubled, nothing lost, nothing half."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import create_engine, func, select, text

from app.models.person import Person
from app.models.plan import Plan
from app.models.revision import Revision
from app.platform.db import db
from tests.factories.people import a_clinician
from tests.factories.register_lines import Source
from tests.support.applications import application, disposed, environment
from tests.support.databases import fresh_database
from tests.support.server import ROOT

PATIENTS = 25


@pytest.fixture
def place(database_url: str, tmp_path: Path) -> Iterator[tuple[Flask, dict[str, str], Path]]:
    """An application over a database of its own, the environment of a process over the same, and a file to bring in."""
    engine = "sqlite" if database_url.startswith("sqlite") else "postgresql"
    file = tmp_path / "all.ndjson"
    file.write_bytes(b"".join(Source(random.SystemRandom().randrange(2**60)).lines(PATIENTS)))
    with fresh_database(engine, tmp_path) as url, disposed(application(url, tmp_path)) as app:
        yield app, environment(url, tmp_path), file


def test_killed_and_started_again(place: tuple[Flask, dict[str, str], Path]) -> None:
    app, settings, file = place
    with app.app_context():
        hpr, there = a_clinician("Nina")[1].hpr_number, people()
        db.session.rollback()
    command = [sys.executable, "-m", "flask", "--app", "wsgi", "register", "import", "--by", hpr, "--source", "Gammel-EPJ 4.2"]
    kept = []
    for wanted in (1, 12, 30):
        process = subprocess.Popen([*command, "--batch", "3", str(file)], cwd=ROOT, env=settings, stderr=subprocess.DEVNULL)
        kept.append(wait_for(app, wanted, process))
        process.send_signal(signal.SIGKILL)
        process.wait()
    assert 0 < kept[0] < 2 * PATIENTS, "it was to be killed in the middle"
    whole = subprocess.run([*command, str(file)], cwd=ROOT, env=settings, capture_output=True, text=True, check=True)
    new, same = (int(part.split()[0]) for part in whole.stdout.split(", ")[:2])
    assert (new + same, same >= kept[-1], "0 refused" in whole.stdout) == (2 * PATIENTS, True, True)
    assert whole.stderr == "", "no bar where nobody watches"
    with app.app_context():
        assert people() - there == PATIENTS
        assert db.session.scalar(select(func.count()).select_from(Plan)) == 2 * PATIENTS
        assert db.session.scalar(select(func.max(Plan.version))) == 1
        first = select(func.count()).select_from(Revision).where(Revision.entity == "plan")
        assert db.session.scalar(first) == 2 * PATIENTS


def wait_for(app: Flask, plans: int, process: subprocess.Popen[bytes]) -> int:
    """How many plans there are, once there are that many or the process has ended."""
    with app.app_context():
        url = db.engine.url
    engine = create_engine(url)
    patience = time.monotonic() + 60
    try:
        while True:
            with engine.connect() as connection:
                found = connection.scalar(text("SELECT count(*) FROM plan")) or 0
            if found >= plans or process.poll() is not None or time.monotonic() > patience:
                return int(found)
            time.sleep(0.01)
    finally:
        engine.dispose()


def people() -> int:
    return db.session.scalar(select(func.count()).select_from(Person)) or 0
