"""What a resource has been."""

from __future__ import annotations

from dataclasses import dataclass

from app.platform.elements import Json


@dataclass(frozen=True)
class Version:
    """One version of a resource; without `resource` it is the one that deleted it."""

    number: int
    last_updated: str
    resource: Json | None
