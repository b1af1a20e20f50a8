"""What a phone keeps of a record, and what tells two of them apart."""

from __future__ import annotations

import hashlib
import json

from app.access.record import Record
from app.localisation.language import current_language
from app.zones.rules import ZonePlan


def snapshot(record: Record, owner: str, plan: ZonePlan | None, around: str, rooms: dict[str, str]) -> dict[str, object]:
    """`rooms` and what stands `around` them as HTML; whose it is, for whom, and the version of the plan that was read."""
    return {
        "record": str(record.id),
        "owner": owner,
        "subject": record.subject_name,
        "own": not record.on_behalf,
        "language": current_language(),
        "plan": {"id": str(plan.plan_id), "version": plan.plan_version} if plan else None,
        "around": around,
        "rooms": rooms,
    }


def fingerprint(content: dict[str, object]) -> str:
    return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()[:24]
