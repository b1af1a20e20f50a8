"""One patient with everything, for checks that visit every page."""

from __future__ import annotations

import pytest
from flask import Flask

from tests.support.world import World, a_world


@pytest.fixture(scope="session")
def world(app: Flask) -> World:
    with app.app_context():
        return a_world()
