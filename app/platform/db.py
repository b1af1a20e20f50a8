"""The database: one session a request, SQLite made safe, PostgreSQL by address.

SQLite before 3.51.3 can corrupt a file in WAL mode (the WAL-reset defect, sqlite.org 2026-03), so older ones keep the
rollback journal.
`synchronous=FULL` because an acknowledged check-in must survive a power cut.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from inspect import iscoroutinefunction
from typing import Any
from uuid import UUID, uuid4

from flask import Flask, has_request_context, request
from flask_sqlalchemy_lite import SQLAlchemy
from sqlalchemy import JSON, Engine, Executable, MetaData, Row, String, event
from sqlalchemy.engine import Connection
from sqlalchemy.orm import DeclarativeBase

from app.platform.types import ExactDecimal, UtcDateTime

SAFE_METHODS = ("GET", "HEAD", "OPTIONS")
WAL_SAFE_SINCE = (3, 51, 3)

__all__ = ["Base", "ExactDecimal", "UtcDateTime", "db", "fetch", "new_id", "only_reads", "prepare_database"]


class Base(DeclarativeBase):
    """The parent of every table. Constraints have names, so that migrations can speak of them."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(column_0_label)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map = {dict[str, Any]: JSON, list[str]: JSON, str: String}


db = SQLAlchemy()


def only_reads() -> bool:
    """Whether this is a request that keeps no changes of its own."""
    return has_request_context() and request.method in SAFE_METHODS


def new_id() -> UUID:
    return uuid4()


def fetch(statement: Executable, parameters: dict[str, Any]) -> Sequence[Row[Any]]:
    """Rows of a statement built once, within the request's transaction but past the ORM's own steps: half the price.

    It sees what was flushed, not what is still pending.
    """
    connection = db.session.connection()
    # Kept for each statement object as long as the connection lives: one built anew at every call would never be let go.
    compiled = connection.info.setdefault("compiled", {}).setdefault(statement, _Compiled())
    return connection.execute(statement, parameters, execution_options={"compiled_cache": compiled}).all()


class _Compiled(dict[object, Any]):
    """The cache of one statement, found without hashing the whole of it at every call."""

    def get(self, _key: object, default: Any = None) -> Any:
        return super().get(None, default)

    def __setitem__(self, _key: object, compiled: Any) -> None:
        super().__setitem__(None, compiled)


def prepare_database(app: Flask, url: str) -> None:
    """Connect `app` to the database at `url`."""
    options: dict[str, Any] = {"url": url, "pool_pre_ping": not url.startswith("sqlite"), "hide_parameters": True}
    if url.startswith("sqlite"):
        options["connect_args"] = {"timeout": 10, "check_same_thread": False}
    app.config["SQLALCHEMY_ENGINES"] = {"default": options}
    db.init_app(app)
    # The extension also closes async sessions, at the price of a thread for every request; we open none.
    app.teardown_appcontext_funcs[:] = [close for close in app.teardown_appcontext_funcs if not iscoroutinefunction(close)]
    with app.app_context():
        if url.startswith("sqlite"):
            make_sqlite_safe(db.engine)


def make_sqlite_safe(engine: Engine) -> None:
    """Foreign keys on, durable commits, and transactions that begin where we say."""
    event.listen(engine, "connect", _set_pragmas)
    event.listen(engine, "begin", _begin)


def _set_pragmas(connection: sqlite3.Connection, _record: object) -> None:
    connection.isolation_level = None  # sqlite3 must not open transactions behind SQLAlchemy's back
    journal = "WAL" if sqlite3.sqlite_version_info >= WAL_SAFE_SINCE else "DELETE"
    for pragma in (f"journal_mode={journal}", "synchronous=FULL", "foreign_keys=ON", "busy_timeout=10000"):
        connection.execute(f"PRAGMA {pragma}")


def _begin(connection: Connection) -> None:
    # A deferred transaction that turns into a writer fails at once when another wrote in between: writers say so first.
    writer = connection.get_execution_options().get("writer", not only_reads())
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writer else "BEGIN")
