"""One patient with everything, for all checks of who gets where."""

from __future__ import annotations

import pytest
from flask import Flask

from tests.support.world import World, a_world


@pytest.fixture(scope="session")
def world(app: Flask) -> World:
    with app.app_context():
        return a_world()


@pytest.fixture(scope="session")
def other_world(app: Flask) -> World:
    with app.app_context():
        return a_world()
