from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask

from tests.careplan.desk import Desk


@pytest.fixture
def desk(app: Flask, database: None) -> Desk:
    """A clinic's system at work, with a patient who has consented."""
    made = Desk(app)
    assert made.consent().status_code == 201
    return made


@pytest.fixture
def new_desk(app: Flask, database: None) -> Callable[[], Desk]:
    """Makes clinics' systems with a patient each, who have not consented yet."""
    return lambda: Desk(app)
