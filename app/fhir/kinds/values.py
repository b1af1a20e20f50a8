"""Values of search parameters, by type (FHIR R4 §3.1.1.4), and the conditions columns make of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeAlias
from uuid import UUID

from sqlalchemy import ColumnElement, and_, false, or_

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


def code_in(column: Any, system: str | None = None) -> Callable[[Token], Condition]:
    """A column that holds a code; of `system`, where the codes have one."""

    def where(token: Token) -> Condition:
        same = token.system in (None, system) or (token.system == "" and system is None)
        return column == token.code if same and token.code else column.is_not(None) if same else false()

    return where


def moment_in(column: Any) -> Callable[[Moments], Condition]:
    """A column that holds a moment."""
    return lambda asked: _compared(column, asked)


def any_of(conditions: list[Condition]) -> Condition:
    return or_(false(), *conditions)


def _compared(column: Any, asked: Moments) -> Condition:
    first, end = asked.first, asked.end
    conditions: dict[str, Callable[[], Condition]] = {
        "eq": lambda: and_(column >= first, column < end),
        "ne": lambda: or_(column < first, column >= end),
        "lt": lambda: column < first,
        "le": lambda: column < end,
        "gt": lambda: column >= end,
        "ge": lambda: column >= first,
        "sa": lambda: column >= end,
        "eb": lambda: column < first,
    }
    return conditions[asked.prefix]()
