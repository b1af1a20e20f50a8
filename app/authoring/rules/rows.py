"""What a button does to the rows of a section."""

from __future__ import annotations

from app.authoring.rules.document import GROWING, MOST_ROWS, Row, blank_row, is_blank


def add(section: str, rows: list[Row], key: str) -> list[Row]:
    """One more, empty, at the end; no more than one can read through."""
    return [*rows, blank_row(section, key)] if section in GROWING and len(rows) < MOST_ROWS else rows


def take_out(rows: list[Row], key: str) -> list[Row]:
    """Leave a row out of the plan. What was typed in it is kept, so that it can be put back; an empty one is simply gone."""
    return [{**row, "out": True} if row["key"] == key else row for row in rows if row["key"] != key or not is_blank(row)]


def put_back(rows: list[Row], key: str) -> list[Row]:
    return [{name: value for name, value in row.items() if name != "out"} if row["key"] == key else row for row in rows]


def move(rows: list[Row], key: str, step: int) -> list[Row]:
    """Change places with the next one above (-1) or below (1) that is not taken out."""
    there = [place for place, row in enumerate(rows) if not row.get("out")]
    at = next((place for place in there if rows[place]["key"] == key), None)
    if at is None or not 0 <= there.index(at) + step < len(there):
        return rows
    other = there[there.index(at) + step]
    moved = list(rows)
    moved[at], moved[other] = rows[other], rows[at]
    return moved
