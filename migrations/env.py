"""How a migration meets the database. Foreign keys are off while SQLite rebuilds a table, and checked after."""

from contextlib import contextmanager

from alembic import context
from sqlalchemy import text

import app.models  # noqa: F401
from app.platform.db import Base
from app.platform.types import ExactDecimal, SealedText, UtcDateTime


def render_type(kind, value, autogen):
    """Own column types are written in migrations as the plain type they are stored as."""
    if kind == "type" and isinstance(value, UtcDateTime):
        return "sa.DateTime(timezone=True)"
    if kind == "type" and isinstance(value, ExactDecimal):
        return "sa.String(length=40)"
    if kind == "type" and isinstance(value, SealedText):
        return "sa.String()"
    return False


@contextmanager
def alone(connection):
    """One migration at a time; the pooled connection is handed back as it was."""
    if connection.dialect.name == "sqlite":
        # Straight to the driver: inside a transaction SQLite ignores this pragma without a word.
        driver = connection.connection.dbapi_connection
        driver.execute("PRAGMA foreign_keys=OFF")
        try:
            yield
            broken = driver.execute("PRAGMA foreign_key_check").fetchall()
        finally:
            connection.rollback()  # the last look at the version table left a transaction open
            driver.execute("PRAGMA foreign_keys=ON")
        if broken:
            raise RuntimeError(f"Rows point at nothing after the migration: {broken[:5]}")
        return
    say(connection, "SET lock_timeout = '10s'", "SELECT pg_advisory_lock(4711)")
    try:
        yield
    finally:
        connection.rollback()
        say(connection, "SELECT pg_advisory_unlock(4711)", "RESET lock_timeout")


def say(connection, *statements):
    for statement in statements:
        connection.execute(text(statement))
    connection.commit()


def run(connection):
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        render_as_batch=connection.dialect.name == "sqlite",
        render_item=render_type,
        compare_type=True,
        transaction_per_migration=True,
    )
    with context.begin_transaction():
        context.run_migrations()


with context.config.attributes["engine"].connect() as connection, alone(connection):
    run(connection)
