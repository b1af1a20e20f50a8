"""Identity numbers lie nowhere in clear: not in a row, not in a revision, not in what other systems sent."""

from __future__ import annotations

from sqlalchemy import MetaData, select

from app.demo.people import people
from app.platform.db import db


def test_no_cell_holds_an_identity_number_in_clear(demo_database: None) -> None:
    numbers = [each.identity_number for each in people()]

    assert len(numbers) == 6
    assert {where for where, value in _cells() for number in numbers if number in value} == set()


def _cells() -> list[tuple[str, str]]:
    """Every cell of every table as it lies in the database, past our own column types."""
    tables = MetaData()
    tables.reflect(db.session.connection())
    return [
        (f"{table.name}.{name}", str(value))
        for table in tables.sorted_tables
        for row in db.session.execute(select(table)).mappings()
        for name, value in row.items()
    ]
