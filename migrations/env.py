"""How a migration meets the database. Foreign keys are off while SQLite rebuilds a table, and checked after."""

from alembic import context
from sqlalchemy import text

import app.models  # noqa: F401
from app.platform.db import Base
from app.platform.types import ExactDecimal, UtcDateTime


def render_type(kind, value, autogen):
    """Own column types are written in migrations as the plain type they are stored as."""
    if kind == "type" and isinstance(value, UtcDateTime):
        return "sa.DateTime(timezone=True)"
    if kind == "type" and isinstance(value, ExactDecimal):
        return "sa.String(length=40)"
    return False


def run(connection):
    sqlite = connection.dialect.name == "sqlite"
    if sqlite:
        connection.execute(text("PRAGMA foreign_keys=OFF"))
        connection.commit()
    else:
        connection.execute(text("SET lock_timeout = '10s'"))
        connection.execute(text("SELECT pg_advisory_lock(4711)"))
        connection.commit()
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        render_as_batch=sqlite,
        render_item=render_type,
        compare_type=True,
        transaction_per_migration=True,
    )
    with context.begin_transaction():
        context.run_migrations()


with context.config.attributes["engine"].connect() as connection:
    run(connection)
