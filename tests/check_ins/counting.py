"""How many statements something costs."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import event

from app.platform.db import db


@contextmanager
def statements() -> Iterator[list[str]]:
    """The statements that are run meanwhile."""
    run: list[str] = []
    event.listen(db.engine, "before_cursor_execute", note := lambda *call: run.append(call[2]))
    try:
        yield run
    finally:
        event.remove(db.engine, "before_cursor_execute", note)
