"""Values of search parameters, by type (FHIR R4 §3.1.1.4), and the conditions columns make of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, TypeAlias
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, and_, false, or_

from app.fhir.days import OSLO

Condition: TypeAlias = ColumnElement[bool]


@dataclass(frozen=True)
class Token:
    """`code`, `system|code`, `|code` (system is empty) or `system|` (code is empty). System None: any."""

    system: str | None
    code: str


@dataclass(frozen=True)
class Target:
    """A reference by id: `Goal/<id>` or `<id>` alone (kind is then empty)."""

    kind: str
    id: UUID


@dataclass(frozen=True)
class Moments:
    """A date as R4 searches it: the moments from `first` up to but not `end`, with a prefix (`eq`, `lt`, `ge` …)."""

    prefix: str
    first: datetime
    end: datetime

    @property
    def days(self) -> tuple[date, date]:
        """The first and the last day in it, on the Norwegian clock."""
        zone = ZoneInfo(OSLO)
        return self.first.astimezone(zone).date(), (self.end - timedelta(microseconds=1)).astimezone(zone).date()


def code_in(column: Any, system: str | None = None) -> Callable[[Token], Condition]:
    """A column that holds a code; of `system`, where the codes have one."""

    def where(token: Token) -> Condition:
        same = token.system in (None, system) or (token.system == "" and system is None)
        return column == token.code if same and token.code else column.is_not(None) if same else false()

    return where


def moment_in(column: Any) -> Callable[[Moments], Condition]:
    """A column that holds a moment."""
    return lambda asked: _between(column, column, asked.prefix, asked.first, asked.end)


def days_from(start: Any, last: Any = None) -> Callable[[Moments], Condition]:
    """A column that holds a day, or two that hold the first and the last one of a period; an open end reaches for ever."""

    def where(asked: Moments) -> Condition:
        first, final = asked.days
        ends = last if last is not None else start
        return _between(start, ends, asked.prefix, first, final + timedelta(days=1))

    return where


def any_of(conditions: list[Condition]) -> Condition:
    return or_(false(), *conditions)


def _between(start: Any, last: Any, prefix: str, first: Any, end: Any) -> Condition:
    period = start is not last
    from_then_on = or_(last.is_(None), last >= first) if period else last >= first
    conditions: dict[str, Callable[[], Condition]] = {
        "eq": lambda: and_(start >= first, last < end),
        "ne": lambda: or_(start < first, last >= end) if not period else or_(start < first, last >= end, last.is_(None)),
        "lt": lambda: start < first,
        "le": lambda: start < end,
        "gt": lambda: or_(last >= end, last.is_(None)) if period else last >= end,
        "ge": lambda: from_then_on,
        "sa": lambda: start >= end,
        "eb": lambda: last < first,
    }
    return conditions[prefix]()
