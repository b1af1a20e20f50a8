"""Ids in searches."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from sqlalchemy import false

from app.fhir.kinds.values import Condition, Token
from app.plans.actions.singles.identity import URN, uuid_of


def asked_id(token: Token) -> UUID | None:
    """The id asked for; nothing where it can be nobody's."""
    return uuid_of(f"{URN}{token.code}") if not token.system else None


def id_in(column: Any) -> Callable[[Token], Condition]:
    """A column that holds ids."""

    def where(token: Token) -> Condition:
        found = asked_id(token)
        return column == found if found else false()

    return where
