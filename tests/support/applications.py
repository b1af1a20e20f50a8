"""The application as the tests run it: real settings, real checks, a database of its own."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from flask import Flask

from app import create_app
from app.config import PUSH_HOSTS, read_config
from app.platform.db import db
from app.platform.migrate import upgrade

# A push service that nobody has started: what is sent there is refused at once, and nothing leaves the machine.
NOBODYS_SERVICE = "http://127.0.0.1:10"
KEY = base64.urlsafe_b64encode(b"0" * 32).decode()


def application(database_url: str, folder: Path, **environ: str) -> Flask:
    """A migrated application over `database_url`; `environ` overrides settings."""
    app = create_app(read_config(environment(database_url, folder) | environ))
    with app.app_context():
        upgrade()
    return app


@contextmanager
def disposed(app: Flask) -> Iterator[Flask]:
    """`app`, with its connections closed afterwards."""
    try:
        yield app
    finally:
        with app.app_context():
            db.engine.dispose()


def environment(database_url: str, folder: Path) -> dict[str, str]:
    return {
        "EGENPLAN_ENVIRONMENT": "test",
        "EGENPLAN_DEMO": "1",
        "EGENPLAN_INSTANCE": str(folder),
        "EGENPLAN_SECRET_KEY": "for tests only",
        "EGENPLAN_DATA_KEY": KEY,
        "EGENPLAN_BASE_URL": "http://localhost",
        "EGENPLAN_API_LIMIT": "100000000/minute",
        "EGENPLAN_PUSH_HOSTS": f"{PUSH_HOSTS} {NOBODYS_SERVICE}",
        "DATABASE_URL": database_url,
    }
