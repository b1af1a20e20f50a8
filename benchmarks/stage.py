"""An application of its own for one measurement, and patients with as long a history as one likes."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple
from uuid import uuid4

import here  # noqa: F401

# isort: split
from flask import Flask
from sqlalchemy import insert, select

from app.models.check_in import CheckIn
from app.models.measure import Measure
from app.models.occurrence import Occurrence
from app.models.reading import Reading
from app.platform import clock
from app.platform.db import db
from tests.support.applications import application, disposed, environment
from tests.support.databases import fresh_database
from tests.support.visitor import Visitor
from tests.support.world import World, a_world


class Stage(NamedTuple):
    app: Flask
    settings: dict[str, str]


@contextmanager
def stage(engine: str) -> Iterator[Stage]:
    """An application over a new database of `engine`, and what a server needs to serve the same."""
    with (
        tempfile.TemporaryDirectory() as folder,
        fresh_database(engine, Path(folder)) as url,
        disposed(application(url, Path(folder))) as app,
    ):
        yield Stage(app, environment(url, Path(folder)))


def patient(app: Flask, check_ins: int) -> World:
    """A patient who has checked in that many times, once a day, two readings each, and answered as many measures."""
    with app.app_context():
        world = a_world()
        _add_history(world, check_ins)
        db.session.commit()
    return world


def reader(app: Flask, world: World) -> tuple[Visitor, str]:
    """The patient's browser, which has been here before, and the address of their day."""
    visitor = world.visitor(app, "the patient")
    address = f"/records/{world.record_id}/today"
    assert visitor.get(address).status_code == 200  # noqa: S101
    return visitor, address


def _add_history(world: World, check_ins: int) -> None:
    of_record = {"record_id": world.record_id}
    model = db.session.execute(select(CheckIn.__table__).where(CheckIn.record_id == world.record_id)).mappings().first()
    measure = db.session.scalars(select(Measure.id).filter_by(record_id=world.record_id, asks_for="check-in")).one()
    assert model  # noqa: S101
    author = {name: model[name] for name in ("written_by_id", "author_name", "author_role", "on_behalf")}
    rows, readings, occurrences = [], [], []
    for days in range(3, check_ins + 3):
        at, check_in_id = clock.now() - timedelta(days=days), uuid4()
        rows.append(dict(model) | {"id": check_in_id, "zone": "green", "worried": False, "measured_at": at, "received_at": at})
        for kind, code, value, unit in (
            ("oxygen_saturation", "59408-5", Decimal(91), "%"),
            ("weight", "29463-7", Decimal("71.4"), "kg"),
        ):
            said = {"id": uuid4(), "check_in_id": check_in_id, "kind": kind, "code": code, "value": value, "unit": unit}
            readings.append(of_record | said | {"measured_at": at})
        answered = {"id": uuid4(), "measure_id": measure, "due_on": at.date(), "due_time": "", "state": "done", "answered_at": at}
        occurrences.append(of_record | author | answered | {"language": "nb", "created_at": at, "updated_at": at, "version": 1})
    db.session.execute(insert(CheckIn.__table__), rows)  # type: ignore[arg-type]
    db.session.execute(insert(Reading), readings)
    db.session.execute(insert(Occurrence), occurrences)
