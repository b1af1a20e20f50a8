"""docs/api.md is typed into a shell as it stands: the statuses it prints are the server's, the words those on the phone."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import select

from app.demo.seed import seed
from app.models.person import Person
from app.models.record import Record
from app.platform.db import db
from tests.docs.walk import Seen, Shell, Typed, steps
from tests.support.applications import application, disposed, environment
from tests.support.phone import Phone
from tests.support.server import ROOT, Server

PAGE = (ROOT / "docs" / "api.md").read_text(encoding="utf-8")
AS_WRITTEN = "http://127.0.0.1:8000"
ROOMS = {"Plan": "plan", "Earlier versions": "plan/history", "Today": "today", "Goals": "goals", "Check in": "check-ins/new"}
# `./run` of the page, without setting up what is set up already.
RUN = """#!/bin/sh
shift
cd {root} && exec {python} -m flask --app wsgi "$@"
"""


@dataclass(frozen=True)
class Surroundings:
    """A server with the demo in it, the shell of somebody who reads the page, and the phone of the patient it is about."""

    shell: Shell
    address: str
    phone: Phone
    record_id: UUID


@pytest.fixture(scope="module")
def surroundings(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Surroundings]:
    if not shutil.which("curl"):
        pytest.skip("The walk is typed with curl: apt-get install curl")
    folder = tmp_path_factory.mktemp("walk")
    settings = environment(f"sqlite:///{folder}/walk.sqlite", folder) | {"EGENPLAN_ENVIRONMENT": "demo"}
    with disposed(application(settings["DATABASE_URL"], folder)) as app:
        with app.app_context():
            enter("patient2")
        server = Server(settings)
        server.settings["EGENPLAN_BASE_URL"] = address = f"http://127.0.0.1:{server.port}"
        shell = a_shell(folder, server.settings)
        server.start()
        try:
            yield Surroundings(shell, address, *a_phone(app, "patient2"))
        finally:
            shell.close()
            server.stop()


def enter(key: str) -> None:
    """The people of the demo up to that one: the walk is about nobody who comes later."""
    for keys in seed():
        db.session.commit()
        if key in keys:
            return


def a_shell(folder: Path, settings: dict[str, str]) -> Shell:
    run = folder / "run"
    run.write_text(RUN.format(root=ROOT, python=sys.executable), encoding="utf-8")
    run.chmod(0o755)
    inherited = {name: value for name, value in os.environ.items() if not name.startswith(("EGENPLAN_", "DATABASE_"))}
    return Shell(folder, inherited | settings)


def a_phone(app: Flask, key: str) -> tuple[Phone, UUID]:
    """The phone of a person of the demo, and their record."""
    with app.app_context():
        person = db.session.scalars(select(Person).where(Person.demo_key == key)).one()
        record_id = db.session.scalars(select(Record.id).where(Record.person_id == person.id)).one()
        return Phone(app).sign_in(person), record_id


def test_the_page_says_what_happens(surroundings: Surroundings) -> None:
    for step in steps(PAGE):
        if isinstance(step, Typed):
            printed = surroundings.shell.type(step.commands.replace(AS_WRITTEN, surroundings.address))
            assert step.matches(printed), f"{step.commands}\nprinted:\n{printed}\nand the page says:\n{step.told}"
        else:
            look(surroundings, step)


def look(surroundings: Surroundings, step: Seen) -> None:
    page = surroundings.phone.get(f"/records/{surroundings.record_id}/{ROOMS[step.room]}")
    assert [words for words in step.words if words not in page] == [], step
    assert [words for words in step.gone if words in page] == [], step


def test_the_walk_goes_all_the_way() -> None:
    walk = list(steps(PAGE))
    typed = [step for step in walk if isinstance(step, Typed)]
    told = " ".join(step.told for step in typed)
    assert len(typed) >= 12 and len(walk) - len(typed) >= 6
    for status in ("200", "201", "204", "401", "403", "409", "410", "422"):
        assert status in told, status


def test_another_answer_than_the_page_says_is_noticed() -> None:
    (step,) = steps("```sh\ntrue\n```\n\n```text\n201 …\n```\n")
    assert isinstance(step, Typed)
    assert step.matches("201 anything\n")
    assert not step.matches("200 anything\n") and not step.matches("201 anything\n500")


def test_what_the_phone_shows_is_read_as_it_is_wrapped() -> None:
    (step,) = steps("> On the phone, **Plan**: “one” and\n> “two”, no longer “three”.\n\nMore.")
    assert step == Seen("Plan", ("one", "two"), ("three",))
