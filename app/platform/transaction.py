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
    if only_reads():
        return response
    if response.status_code < 400:
        g.pop("kept_writes", None)
        db.session.commit()
    elif g.get("kept_writes"):
        with own_transaction():
            pass
    return response


@contextmanager
def work() -> Iterator[Connection]:
    """One step of a worker that answers no request: kept if the block ends well, else undone."""
    try:
        yield db.session.connection()
        db.session.commit()
    except BaseException:
        db.session.rollback()
        raise


@contextmanager
def own_transaction() -> Iterator[Connection]:
    """A short transaction of its own, kept whatever becomes of the request: for the log of a refusal and of a reading.

    What the request's own session had begun is rolled back first: SQLite would else wait for itself. What is to be kept even so
    goes along.
    """
    db.session.rollback()
    kept = g.pop("kept_writes", []) if has_request_context() else []
    with db.engine.connect().execution_options(writer=True) as connection, connection.begin():
        for write in kept:
            write(connection)
        yield connection
