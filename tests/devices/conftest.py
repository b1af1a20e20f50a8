"""People who were let in by the demo's door leave it as it was."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy import update

from app.models.person import Person
from app.platform.db import db


@pytest.fixture(autouse=True)
def _close_the_door(database: None) -> Iterator[None]:
    yield
    db.session.rollback()
    db.session.execute(update(Person).where(Person.demo_key.startswith("demo")).values(demo_key=None))
    db.session.commit()
