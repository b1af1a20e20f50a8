"""One page of rows: filtered by SQL, counted and cut before anything is fetched, as far as columns can say it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import Select, Uuid, and_, func, or_, select

from app.fhir.kinds.kind import After, Asked, Filter
from app.fhir.kinds.values import any_of
from app.platform.db import Base, UtcDateTime, db

R = TypeVar("R", bound=Base)


def page_of(seen: Select[R], asked: Asked, sorts: Mapping[str, Any], key: Any) -> tuple[Sequence[R], int, After | None]:
    """The rows of this page, how many there are in all, and where the next page begins.

    `seen` selects whole rows: those of the opened record that its opener may see. `sorts` are columns that are never empty,
    by the name in `_sort`; `key` is the row's UUID, which tells two with the same value apart.
    """
    found = filtered(seen, asked.filters)
    total = db.session.scalar(select(func.count()).select_from(found.order_by(None).with_only_columns(key).subquery())) or 0
    column: Any = sorts[asked.sort]
    if asked.after:
        found = found.where(_beyond(column, key, asked))
    rows: Sequence[R] = db.session.scalars(_ordered(found, asked, column, key).limit(asked.count + 1)).all()
    shown = rows[: asked.count]
    more = shown and len(rows) > len(shown)
    return shown, total, _position(shown[-1], column, key) if more else None


def page_of_matching(
    seen: Select[R], asked: Asked, sorts: Mapping[str, Any], key: Any, matches: Callable[[R], bool]
) -> tuple[Sequence[R], int, After | None]:
    """As `page_of`, where only the row itself can tell whether it matches: for what lies sealed in it, and is not many."""
    column: Any = sorts[asked.sort]
    found = [row for row in db.session.scalars(_ordered(filtered(seen, asked.filters), asked, column, key)) if matches(row)]
    rest = [row for row in found if asked.after is None or _follows(row, column, key, asked)]
    shown = rest[: asked.count]
    more = shown and len(shown) < len(rest)
    return shown, len(found), _position(shown[-1], column, key) if more else None


def filtered(seen: Select[R], filters: Iterable[Filter]) -> Select[R]:
    """Those of `seen` for which every filter holds."""
    return seen.where(*(any_of([each.parameter.where(value) for value in each.values]) for each in filters))


def _ordered(found: Select[R], asked: Asked, column: Any, key: Any) -> Select[R]:
    return found.order_by(None).order_by(*((column.desc(), key.desc()) if asked.descending else (column, key)))


def _beyond(column: Any, key: Any, asked: Asked) -> Any:
    value, last = _after(column, asked)
    if asked.descending:
        return or_(column < value, and_(column == value, key < last))
    return or_(column > value, and_(column == value, key > last))


def _follows(row: Any, column: Any, key: Any, asked: Asked) -> bool:
    place, last = (getattr(row, column.key), getattr(row, key.key)), _after(column, asked)
    return place < last if asked.descending else place > last


def _after(column: Any, asked: Asked) -> tuple[Any, UUID]:
    assert asked.after  # noqa: S101 (the caller has looked)
    text, known_as = asked.after
    read: Any = datetime.fromisoformat if isinstance(column.type, UtcDateTime) else UUID if isinstance(column.type, Uuid) else str
    return read(text), UUID(known_as)


def _position(row: Any, column: Any, key: Any) -> After:
    value = getattr(row, column.key)
    return value.isoformat() if isinstance(value, datetime) else str(value), str(getattr(row, key.key))
