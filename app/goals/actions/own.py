"""The patient's own goals: set, changed, reached, let go. The clinicians' are theirs to change."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError

from app.access.gate import NoSuchRecord, NotAllowed
from app.access.record import Record
from app.access.revisions import keep, refuse_stale
from app.goals.actions.matters_most import make_room
from app.goals.queries import GoalLine, goal
from app.goals.rules import ACHIEVED, LET_GO, OPEN, ExpressedBy, GoalStatus, is_own
from app.models.goal import Goal
from app.platform import clock
from app.platform.db import db, new_id


@dataclass(frozen=True)
class Wish:
    """A goal as the patient writes it."""

    text: str
    language: str
    matters_most: bool
    target_on: date | None


def add_goal(record: Record, goal_id: UUID | None, wish: Wish) -> UUID:
    """Add one under the id its form carried; the same form sent twice is one goal."""
    there = db.session.get(Goal, goal_id) if goal_id else None
    if there and there.record_id == record.id:
        return there.id
    key = new_id() if there else goal_id or new_id()
    row = Goal(id=key, problem_ids=[], position=_last_place(record))
    row.expressed_by, row.status = ExpressedBy.PATIENT, GoalStatus.ACTIVE
    # Two taps may race on two connections: the other one was first, and it is the same goal.
    with suppress(IntegrityError), db.session.begin_nested():
        _lay(record, row, wish)
    return key


def own_goal(record: Record, goal_id: UUID) -> GoalLine:
    """A goal the patient may change. Errors: `NoSuchRecord`, `NotAllowed`."""
    line = goal(record, goal_id)
    if not line.own:
        raise NotAllowed
    return line


def change_goal(record: Record, goal_id: UUID, seen_version: int, wish: Wish) -> None:
    """Let it say what the patient wrote. Errors: `NoSuchRecord`, `NotAllowed`, `Stale`."""
    row = _own_row(record, goal_id)
    refuse_stale(row, seen_version)
    _lay(record, row, wish)


def reach_goal(record: Record, goal_id: UUID) -> None:
    """It has been reached. Errors: `NoSuchRecord`, `NotAllowed`."""
    row = _own_row(record, goal_id)
    if row.status in OPEN:
        row.achievement = ACHIEVED
        _close(record, row, GoalStatus.COMPLETED, None)


def release_goal(record: Record, goal_id: UUID, note: str | None) -> None:
    """It is let go. Errors: `NoSuchRecord`, `NotAllowed`."""
    row = _own_row(record, goal_id)
    if row.status in OPEN:
        _close(record, row, GoalStatus.CANCELLED, note)


def bring_back_goal(record: Record, goal_id: UUID) -> None:
    """A goal that was reached or let go is a goal again. Errors: `NoSuchRecord`, `NotAllowed`."""
    row = _own_row(record, goal_id)
    if row.status == GoalStatus.COMPLETED or row.status in LET_GO:
        row.status, row.achievement, row.closed_on, row.closing_note = GoalStatus.ACTIVE, None, None, None
        keep(record, row)


def _close(record: Record, row: Goal, status: GoalStatus, note: str | None) -> None:
    row.status, row.closing_note, row.closed_on = status, note, clock.today(record.time_zone)
    keep(record, row)


def _lay(record: Record, row: Goal, wish: Wish) -> None:
    if row.text != wish.text:
        row.text, row.language = wish.text, wish.language
    row.target_on, row.matters_most = wish.target_on, wish.matters_most
    keep(record, row)
    if row.matters_most:
        make_room(record, row.id)


def _own_row(record: Record, goal_id: UUID) -> Goal:
    row = db.session.scalar(select(Goal).filter_by(id=goal_id, record_id=record.id, deleted_at=None))
    if row is None or row.status == GoalStatus.ENTERED_IN_ERROR:
        raise NoSuchRecord
    if not is_own(row.expressed_by):
        raise NotAllowed
    return row


def _last_place(record: Record) -> int:
    return (db.session.scalar(select(func.max(Goal.position)).filter_by(record_id=record.id)) or 0) + 1
