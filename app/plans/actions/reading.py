"""Saying that one has seen what changed in the plans."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy.dialects import postgresql, sqlite

from app.access.record import Record
from app.models.plan_reading import PlanReading
from app.plans.queries.news import plan_ids
from app.platform import clock
from app.platform.db import db, new_id

_INSERTS: dict[str, Any] = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}


def see_plan(record: Record, until: datetime) -> None:
    """The actor has seen what was changed up to `until`, the last change that was before their eyes, and nothing later."""
    seen_at = min(until, clock.now())
    rows = [
        {"id": new_id(), "record_id": record.id, "plan_id": plan_id, "person_id": record.actor.person_id, "seen_at": seen_at}
        for plan_id in plan_ids(record)
    ]
    if rows:
        # Two presses may race; and a page that was left open for a week must not take back what was seen since.
        insert = _INSERTS[db.engine.dialect.name](PlanReading)
        later = insert.excluded.seen_at > PlanReading.seen_at
        kept = insert.on_conflict_do_update(
            index_elements=["plan_id", "person_id"], set_={"seen_at": insert.excluded.seen_at}, where=later
        )
        db.session.execute(kept, rows)
