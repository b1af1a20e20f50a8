"""The application for checks that never look into its database."""

from __future__ import annotations

import pytest
from flask import Flask

from app import create_app
from app.config import read_config
from tests.support.applications import environment


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    folder = tmp_path_factory.mktemp("built")
    return create_app(read_config(environment(f"sqlite:///{folder}/unused.sqlite", folder)))
