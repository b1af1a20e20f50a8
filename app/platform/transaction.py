"""One commit a request, at the edge, on success only."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from flask import Flask, Response, g, has_request_context
from sqlalchemy.engine import Connection

from app.platform.db import db, only_reads


def commit_on_success(app: Flask) -> None:
    """After a changing request: commit on 2xx and 3xx, else nothing is kept but what was written by `keep_even_if_refused`."""
    app.after_request(_commit)


def keep_even_if_refused(write: Callable[[Connection], None]) -> None:
    """Do `write` within the request's transaction, and again on its own if that is rolled back: for the log of an opening.

    A form that comes back with something to mend shows the record as much as one that is saved.
    """
    write(db.session.connection())
    if has_request_context():
        g.setdefault("kept_writes", []).append(write)


def _commit(response: Response) -> Response:
    kept = g.pop("kept_writes", [])
    if only_reads():
        return response
    if response.status_code < 400:
        db.session.commit()
    elif kept:
        with own_transaction() as connection:
            for write in kept:
                write(connection)
    return response


@contextmanager
def own_transaction() -> Iterator[Connection]:
    """A short transaction of its own, kept whatever becomes of the request: for the log of a refusal and of a reading.

    What the request's own session had begun is rolled back first: SQLite would else wait for itself.
    """
    db.session.rollback()
    with db.engine.connect().execution_options(writer=True) as connection, connection.begin():
        yield connection
