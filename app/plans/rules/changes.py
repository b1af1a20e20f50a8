"""What changed between two versions of a row, as its revisions keep them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, TypeAlias

Content: TypeAlias = Mapping[str, Any]

# What a reader is told of, in the order it is told; a field of several columns stands under one name.
SHOWN: dict[str, dict[str, tuple[str, ...]]] = {
    "plan": {
        "title": ("title",),
        "description": ("description",),
        "status": ("status",),
        "starts_on": ("starts_on",),
        "review_on": ("review_on",),
    },
    "problem": {"text": ("text",), "status": ("status",)},
    "goal": {
        "text": ("text",),
        "status": ("status",),
        "matters_most": ("matters_most",),
        "target_on": ("target_on",),
        "closing_note": ("closing_note",),
        "problem_ids": ("problem_ids",),
    },
    "measure": {
        "title": ("title",),
        "description": ("description",),
        "category": ("category_code", "category_text"),
        "performer": ("performer", "performer_name"),
        "rhythm": ("rrule", "times", "latest_by", "spoken"),
        "starts_on": ("starts_on",),
        "until_on": ("until_on",),
        "pause": ("paused_on", "resumed_on"),
        "pause_reason": ("pause_reason",),
        "status": ("status",),
        "problem_ids": ("problem_ids",),
    },
    "zone": {"condition": ("condition",), "action": ("action",)},
    "contact": {"role": ("role",), "name": ("name",), "phone": ("phone",), "hours": ("hours",), "levels": ("levels",)},
}


class Kind(StrEnum):
    ADDED = "added"
    CHANGED = "changed"
    REMOVED = "removed"
    RESTORED = "restored"


@dataclass(frozen=True)
class FieldChange:
    """One field as it was and as it is, by column."""

    field: str
    old: Content
    new: Content


@dataclass(frozen=True)
class Change:
    """What became of one row. `content` is the row afterwards; `fields` says what differs where it was changed."""

    entity: str
    kind: Kind
    content: Content
    fields: tuple[FieldChange, ...] = ()


def change_between(entity: str, old: Content | None, new: Content) -> Change | None:
    """The change from `old` (nothing for a new row) to `new`, or nothing where no reader would see one."""
    if old is None:
        return Change(entity, Kind.ADDED, new)
    gone, was_gone = new.get("deleted_at") is not None, old.get("deleted_at") is not None
    if gone or was_gone:
        return None if gone and was_gone else Change(entity, Kind.REMOVED if gone else Kind.RESTORED, new)
    fields = tuple(
        FieldChange(field, _only(old, columns), _only(new, columns))
        for field, columns in SHOWN[entity].items()
        if _only(old, columns) != _only(new, columns)
    )
    return Change(entity, Kind.CHANGED, new, fields) if fields else None


def _only(content: Content, columns: tuple[str, ...]) -> Content:
    return {column: content.get(column) for column in columns}
