"""A phone that brings what was written on it, as the real one does."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from werkzeug.test import TestResponse

from app.platform import clock
from tests.support.visitor import Visitor


def item(record_id: object, at: datetime | None = None, /, kind: str = "check-in", **changes: Any) -> dict[str, Any]:
    """A green check-in written now; `changes` are of its fields, or of itself where it has such a part."""
    content = {"zone": "green", "note": ""} if kind == "check-in" else {}
    made = {
        "id": str(uuid4()),
        "kind": kind,
        "owner": "",
        "record": str(record_id),
        "measured_at": (at or clock.now()).isoformat(),
        "time_zone": "Europe/Oslo",
        "language": "nb",
    }
    own = {name: changes.pop(name) for name in list(changes) if name in (*made, "present", "content")}
    return {**made, "content": content | changes, **own}


def bring(visitor: Visitor, record_id: object, *items: dict[str, Any], **changes: Any) -> TestResponse:
    """Send `items`; those without an owner are the visitor's own."""
    owner = visitor.get("/phone").json["owner"]
    sent = [each | {"owner": each["owner"] or owner} if isinstance(each, dict) and "owner" in each else each for each in items]
    body = {"owner": owner, "now": clock.now().isoformat(), "items": sent, "known": []} | changes
    headers = {"X-CSRFToken": visitor.csrf_token}
    return visitor.send("POST", f"/records/{record_id}/outbox", json=body, headers=headers)


def outcomes(answer: TestResponse) -> dict[str, str]:
    """What became of each item."""
    assert answer.status_code == 200, answer.text
    return {result["id"]: result["outcome"] for result in answer.json["results"]}


def outcome(answer: TestResponse) -> str:
    """What became of the only item."""
    (found,) = outcomes(answer).values()
    return found


def as_uuid(text: str) -> UUID:
    return UUID(text)
