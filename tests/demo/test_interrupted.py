"""A loading that was interrupted is taken up where it stopped."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from app.demo import seed as loading
from app.demo.cast import Part
from app.demo.commands import load
from app.demo.seed.people import open_record_for
from app.identity.actor import Actor
from app.identity.people import demo_people
from app.platform.db import db
from tests.support.applications import application


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Flask]:
    app = application(f"sqlite:///{tmp_path / 'empty.sqlite'}", tmp_path)
    with app.app_context():
        yield app


def test_each_patient_comes_whole_or_not_at_all(empty: Flask, monkeypatch: pytest.MonkeyPatch):
    failing = ["patient2"]

    def only_people(part: Part, helpers: dict[str, Actor]) -> None:
        open_record_for(part, helpers)
        if part.key in failing:
            raise KeyboardInterrupt

    monkeypatch.setattr(loading, "seed_patient", only_people)
    with pytest.raises(KeyboardInterrupt):
        load()
    db.session.rollback()
    assert [person.key for person in demo_people()] == ["patient", "relative", "nurse", "doctor"]

    failing.clear()

    assert load() == ["patient2", "patient3"]
