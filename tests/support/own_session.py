"""The session a test has opened for itself."""

from __future__ import annotations

from flask import has_app_context

from app.platform.db import db


def settle() -> None:
    """Commit what the test itself has written or read, so that SQLite lets the next request in."""
    if has_app_context():
        db.session.commit()
