"""There is one thing that matters most, or none."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import select

from app.access.record import Record
from app.access.revisions import keep
from app.models.goal import Goal
from app.platform.db import db


def make_room(record: Record, goal_id: UUID) -> None:
    """Every other goal of the record gives up its place as what matters most."""
    others = select(Goal).where(Goal.record_id == record.id, Goal.matters_most.is_(True), Goal.id != goal_id)
    for row in db.session.scalars(others).all():
        row.matters_most = False
        keep(record, row)
