"""What comes of one interaction, before it is an HTTP answer or an entry of a Bundle."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

from app.platform.elements import Json


@dataclass(frozen=True)
class Reply:
    """`shown` makes the resource, for those who want it. `location` is relative to the base."""

    status: int
    shown: Callable[[], Json] | None = None
    version: int | None = None
    last_updated: str | None = None
    location: str | None = None
    name: str | None = None


# What is left to do once the door is open. Nothing in it opens another.
Deed: TypeAlias = Callable[[], Reply]


def reply_with(resource: Json, status: int = 200) -> Reply:
    """A resource as it is served, with its version."""
    meta = resource.get("meta", {})
    version = meta.get("versionId")
    return Reply(status, lambda: resource, int(version) if version else None, meta.get("lastUpdated"))
