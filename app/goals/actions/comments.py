"""What the patient says of a goal."""

from __future__ import annotations

from contextlib import suppress
from uuid import UUID

from sqlalchemy.exc import IntegrityError

from app.access.record import Record
from app.access.revisions import author
from app.goals.queries import goal
from app.models.goal_comment import GoalComment
from app.platform import clock
from app.platform.db import db, new_id


def comment_on_goal(record: Record, goal_id: UUID, comment_id: UUID | None, text: str, language: str) -> None:
    """Add a comment under the id its form carried; the same form sent twice is one comment. Errors: `NoSuchRecord`."""
    goal(record, goal_id)
    there = db.session.get(GoalComment, comment_id) if comment_id else None
    if there and there.record_id == record.id:
        return
    key = new_id() if there else comment_id or new_id()
    said = GoalComment(id=key, goal_id=goal_id, text=text, language=language, written_at=clock.now(), record_id=record.id)
    for name, value in author(record).items():
        setattr(said, name, value)
    with suppress(IntegrityError), db.session.begin_nested():
        db.session.add(said)
        db.session.flush()
