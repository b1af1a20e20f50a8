"""The tables as the migrations make them: in order, there and back, equal to the models, on both databases."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import Flask
from sqlalchemy import inspect

from app import create_app
from app.config import read_config
from app.platform.db import Base, db
from app.platform.migrate import MIGRATIONS, alembic_config, downgrade, upgrade
from tests.support.applications import environment
from tests.support.databases import fresh_database

HEAD_FILE = MIGRATIONS / ".current-alembic-head"


@pytest.fixture
def empty(request: pytest.FixtureRequest, database_url: str, tmp_path: Path) -> Iterator[Flask]:
    """An application over a database of the same kind that no migration has seen."""
    engine = "sqlite" if database_url.startswith("sqlite") else "postgresql"
    with fresh_database(engine, tmp_path) as url:
        app = create_app(read_config(environment(url, tmp_path)))
        with app.app_context():
            yield app
            db.session.close()
            db.engine.dispose()


def test_each_file_is_named_by_its_revision_and_they_follow_one_another() -> None:
    numbers = []
    for path in sorted((MIGRATIONS / "versions").glob("*.py")):
        named = re.search(r'^revision(?:: str)? = "(.+)"', path.read_text(encoding="utf-8"), re.MULTILINE)
        assert named, f"{path.name} has no revision"
        assert path.name.startswith(named[1].split("_")[0]), f"{path.name} holds revision {named[1]}"
        numbers.append(path.name[:4])
    assert numbers == [f"{number:04}" for number in range(1, len(numbers) + 1)]


def test_there_is_one_head_and_the_head_file_names_it(empty: Flask) -> None:
    heads = ScriptDirectory.from_config(alembic_config()).get_heads()
    assert len(heads) == 1, f"two migrations follow the same one: {heads}"
    assert HEAD_FILE.read_text(encoding="utf-8").strip() == heads[0], f"write {heads[0]} in {HEAD_FILE.name}"


def test_up_from_nothing_gives_the_tables_of_the_models(empty: Flask) -> None:
    upgrade()
    assert differences() == []


def test_down_again_leaves_nothing(empty: Flask) -> None:
    upgrade()
    downgrade("base")
    assert set(inspect(db.engine).get_table_names()) <= {"alembic_version"}
    upgrade()
    assert differences() == []


def test_up_again_changes_nothing(empty: Flask) -> None:
    upgrade()
    upgrade()
    command.check(alembic_config())


def test_a_column_the_migrations_lack_would_be_found(empty: Flask) -> None:
    upgrade()
    with db.engine.begin() as connection:
        connection.exec_driver_sql("ALTER TABLE goal_comment RENAME COLUMN text TO words")
    assert differences() != []


def differences() -> list[object]:
    with db.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        return list(compare_metadata(context, Base.metadata))
