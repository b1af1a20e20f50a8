"""What a phone sends, read. What cannot be read of one item keeps none of the others back."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

MOST_ITEMS = 50
MOST_BYTES = 256 * 1024
MOST_KNOWN = 500
KINDS = ("check-in", "answer")


class BadBatch(Exception):
    """The whole cannot be read; nothing was kept."""


@dataclass(frozen=True)
class Item:
    """One check-in or answer as it was written. `content` are the fields of the form, as typed.

    `id` was made before the first save; `measured_at` is by the phone's clock; `present`: the writer waits for the answer.
    """

    id: UUID
    kind: str
    owner: str
    record: str
    measured_at: datetime
    time_zone: str
    language: str
    present: bool
    content: dict[str, str]


@dataclass(frozen=True)
class Batch:
    """`items` that can be read; `unreadable` are the ids, as sent, of those that cannot; `known` those the phone thinks we have.

    `now` is the phone's clock as it sent, and `heard` our time as the phone reckoned it then, if it says.
    """

    owner: str
    now: datetime
    heard: datetime | None
    items: tuple[Item, ...]
    unreadable: tuple[str, ...]
    known: tuple[UUID, ...]


def read_batch(raw: bytes) -> Batch:
    """Errors: `BadBatch`."""
    sent = _object(raw)
    try:
        items, known = sent["items"], sent.get("known", [])
        if not (isinstance(items, list) and isinstance(known, list)) or len(items) > MOST_ITEMS or len(known) > MOST_KNOWN:
            raise BadBatch
        read = [(each, _item(each)) for each in items]
        return Batch(
            owner=_text(sent["owner"], 64),
            now=_moment(sent["now"]),
            heard=_moment(sent["heard"]) if "heard" in sent else None,
            items=tuple(item for _, item in read if item),
            unreadable=tuple(_name(each) for each, item in read if item is None),
            known=tuple(UUID(_text(each, 36)) for each in known),
        )
    except (KeyError, ValueError):
        raise BadBatch from None


def _object(raw: bytes) -> dict[str, Any]:
    if len(raw) > MOST_BYTES:
        raise BadBatch
    try:
        # Nobody has anything to say in numbers here: what looks like one stays text and costs nothing.
        sent = json.loads(raw.decode(), parse_int=str, parse_float=str, parse_constant=str)
    except (ValueError, RecursionError):
        raise BadBatch from None
    if not isinstance(sent, dict):
        raise BadBatch
    return sent


def _item(sent: Any) -> Item | None:
    try:
        content = sent["content"]
        if sent["kind"] not in KINDS or not isinstance(content, dict) or len(content) > 60:
            return None
        return Item(
            id=UUID(_text(sent["id"], 36)),
            kind=sent["kind"],
            owner=_text(sent["owner"], 64),
            record=_text(sent["record"], 36),
            measured_at=_moment(sent["measured_at"]),
            time_zone=_text(sent["time_zone"], 64),
            language=_text(sent["language"], 10),
            present=sent.get("present") is True,
            content={_text(name, 60): _words(value) for name, value in content.items()},
        )
    except (KeyError, TypeError, ValueError):
        return None


def _name(sent: Any) -> str:
    """The id of an item that cannot be read, so that the answer can name it."""
    name = sent.get("id") if isinstance(sent, dict) else None
    return name if isinstance(name, str) and len(name) <= 36 and name.isascii() else ""


def _text(value: Any, longest: int) -> str:
    if not isinstance(value, str) or len(value) > longest:
        raise ValueError
    value.encode()  # half a character cannot be kept
    return value


def _words(value: Any) -> str:
    """What a person typed. Half a character cannot be kept, and must not keep the rest back."""
    if not isinstance(value, str):
        raise ValueError
    return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _moment(value: Any) -> datetime:
    """Whatever the year: a phone that has lost the time shows its own beginning, and what is written on it may be an alarm."""
    moment = datetime.fromisoformat(_text(value, 40))
    if moment.tzinfo is None:
        raise ValueError
    return moment
