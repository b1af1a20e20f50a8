"""What a migration leaves behind on the connections the pages then use."""

from __future__ import annotations

from flask import Flask
from sqlalchemy import text

from app.platform.db import db
from app.platform.migrate import upgrade

HELD = text(
    "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND objid = 4711"
    " AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"
)


def test_foreign_keys_hold_again_or_the_lock_is_given_back(app: Flask) -> None:
    with app.app_context():
        upgrade()
        with db.engine.connect() as connection:
            if connection.dialect.name == "sqlite":
                assert connection.execute(text("PRAGMA foreign_keys")).scalar() == 1
                return
            assert connection.execute(HELD).scalar() == 0
            assert connection.execute(text("SHOW lock_timeout")).scalar() == "0"
