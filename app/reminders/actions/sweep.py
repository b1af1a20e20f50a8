"""Finding what has changed under a reminder: it is then looked at at once, and not first when it would have fired.

A worker reads everything anew when it looks, so nothing wrong is ever sent; this finds what is to be sent earlier, and what is
to be taken away from the phones. Every write leaves word of itself (`app.access.revisions`), so that this costs what was written
since it was last done, however many reminders there are.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, bindparam, delete, exists, or_, select, update

from app.measures.rules import ANSWERED, CHECK_IN
from app.models.measure import Measure
from app.models.measure_pause import MeasurePause
from app.models.missed_check_in_watch import MissedCheckInWatch
from app.models.occurrence import Occurrence
from app.models.plan import Plan
from app.models.record_change import RecordChange
from app.models.reminder import Reminder
from app.platform import clock
from app.reminders.queries.due import SEEN_VERSION

MOST = 1000
_ids: Any = bindparam("ids", expanding=True)
_now: Any = bindparam("now")
_TAKE = (
    select(RecordChange.id, RecordChange.record_id)
    .where(RecordChange.id > bindparam("after"))
    .order_by(RecordChange.id)
    .limit(bindparam("most"))
    .with_for_update(skip_locked=True)
)
_FORGET = delete(RecordChange).where(RecordChange.id.in_(_ids))
_DONE = exists().where(
    Occurrence.measure_id == Reminder.measure_id,
    Occurrence.due_on == Reminder.open_on,
    Occurrence.due_time == Reminder.open_time,
    Occurrence.state.in_(sorted(ANSWERED)),
    Occurrence.deleted_at.is_(None),
)
_REWRITTEN = exists(
    select(Measure.id)
    .outerjoin(Plan, Plan.id == Measure.plan_id)
    .outerjoin(MeasurePause, MeasurePause.measure_id == Measure.id)
    .where(Measure.id == Reminder.measure_id, Reminder.active, Reminder.seen_version != SEEN_VERSION)
    .correlate(Reminder)
)
_CAME = exists().where(
    Measure.record_id == MissedCheckInWatch.record_id,
    Measure.asks_for == CHECK_IN,
    Occurrence.measure_id == Measure.id,
    Occurrence.due_on == MissedCheckInWatch.due_on,
    Occurrence.due_time == MissedCheckInWatch.due_time,
    Occurrence.state.in_(sorted(ANSWERED)),
    Occurrence.deleted_at.is_(None),
)


def _following(table: Any) -> Any:
    return select(table.id, table.record_id).where(table.record_id.in_(_ids))


def _look_now(table: Any) -> Any:
    return update(table).where(table.id.in_(_ids), or_(table.next_at > _now, table.next_at.is_(None))).values(next_at=_now)


_FOLLOWERS = tuple(
    (_following(table), _following(table).where(~table.held).with_for_update(skip_locked=True), _look_now(table).where(changed))
    for table, changed in (
        (Reminder, or_(_REWRITTEN, Reminder.open_on.is_not(None) & _DONE)),
        (MissedCheckInWatch, MissedCheckInWatch.open_on.is_not(None) & _CAME),
    )
)


def wake_changed(connection: Connection, after: UUID, most: int = MOST) -> UUID | None:
    """Look now at those whose notice stands although the thing is done, and those whose measure, or its plan, was rewritten.

    Takes up to `most` changes after the one with the id `after`; answers where to go on, nothing where there are no more.
    """
    taken = connection.execute(_TAKE, {"after": after, "most": most}).all()
    if taken:
        busy = _wake(connection, sorted({change.record_id for change in taken}))
        settled = [change.id for change in taken if change.record_id not in busy]
        connection.execute(_FORGET, {"ids": settled})
    return taken[-1].id if len(taken) == most else None


def _wake(connection: Connection, record_ids: Sequence[UUID]) -> set[UUID]:
    """Answers the records of which another worker has something: it may have read what was there before, so they stay changed."""
    busy: set[UUID] = set()
    for everything, free, look_now in _FOLLOWERS:
        following = connection.execute(everything, {"ids": record_ids}).all()
        # Locked from here on, as they were last committed: nobody claims one of them before this is committed too.
        ours = {row.id for row in connection.execute(free, {"ids": record_ids})}
        busy |= {row.record_id for row in following if row.id not in ours}
        if ours:
            connection.execute(look_now, {"ids": sorted(ours), "now": clock.now()})
    return busy
