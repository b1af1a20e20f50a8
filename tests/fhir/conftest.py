from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask

from tests.fhir.desk import Desk


@pytest.fixture
def desk(app: Flask, database: None) -> Desk:
    """A clinic's system at work, with a patient who has consented."""
    return Desk(app)


@pytest.fixture
def new_desk(app: Flask, database: None) -> Callable[..., Desk]:
    """Makes clinics' systems with a patient each."""
    return lambda **settings: Desk(app, **settings)
