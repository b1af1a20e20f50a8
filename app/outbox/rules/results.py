"""What becomes of an item. Every answer names the item, and only such an answer lets a phone let go of it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256
from uuid import UUID, uuid5


class Outcome(StrEnum):
    """`NEW`, `IDENTICAL`: it is part of the record. `DISCARDED`: received and kept, but no part of it.

    `INVALID`, `NOT_YOURS`: not received; the phone keeps it and shows why.
    """

    NEW = "new"
    IDENTICAL = "identical"
    DISCARDED = "discarded"
    INVALID = "invalid"
    NOT_YOURS = "not-yours"


class Why(StrEnum):
    """Why an item is no part of the record."""

    QUARANTINED = "quarantined"  # the writer's right had ended, or not begun: a clinician decides
    OVERTAKEN = "overtaken"  # something was said later of the same time
    NOT_ASKED = "not-asked"  # the plan does not ask for it


@dataclass(frozen=True)
class Result:
    """`kept_as` is its id here, where that is another: the same id came with other words before. `errors` are sentences."""

    id: str
    outcome: Outcome
    why: Why | None = None
    kept_as: UUID | None = None
    errors: tuple[str, ...] = ()


def content_hash(kind: str, content: Mapping[str, str]) -> str:
    """The same for the same words from the same kind of form, whenever they come."""
    said = sorted((name, value) for name, value in content.items() if value)
    return sha256(json.dumps([kind, said], ensure_ascii=False).encode()).hexdigest()


def other_id(item_id: UUID, mark: str) -> UUID:
    """The id of other words under an id that is taken: the same each time they come, so that they too are kept once."""
    return uuid5(item_id, mark)
