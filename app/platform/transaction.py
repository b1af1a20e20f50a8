"""One commit a request, at the edge, on success only."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from flask import Flask, Response
from sqlalchemy.engine import Connection

from app.platform.db import db, only_reads


def commit_on_success(app: Flask) -> None:
    """After a changing request: commit on 2xx and 3xx, else nothing is kept."""
    app.after_request(_commit)


def _commit(response: Response) -> Response:
    if not only_reads() and response.status_code < 400:
        db.session.commit()
    return response


@contextmanager
def own_transaction() -> Iterator[Connection]:
    """A short transaction of its own, kept whatever becomes of the request: for the log of a refusal and of a reading.

    What the request's own session had begun is rolled back first: SQLite would else wait for itself.
    """
    db.session.rollback()
    with db.engine.connect().execution_options(writer=True) as connection, connection.begin():
        yield connection
