"""What is sent and what is written of a reminder or a watch once it has been looked at."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from app.platform import clock
from app.platform.push.message import Outcome, topic_of
from app.reminders.delivery.looking import Look, WatchLook
from app.reminders.delivery.notices import Became, Notice
from app.reminders.rules import Firing

_AT_LEAST = timedelta(seconds=30)


@dataclass(frozen=True)
class Sending:
    """One firing that is about to be reminded of."""

    look: Look
    firing: Firing

    @property
    def attempt(self) -> dict[str, Any]:
        """The columns that name the attempt; there is never a second row with the same."""
        made = {"due_on": self.firing.on, "due_time": self.firing.at, "attempt": self.look.decision.attempt}
        return {"reminder_id": self.look.row.id, **made}

    @property
    def key(self) -> tuple[Any, ...]:
        return tuple(self.attempt.values())

    @property
    def will_stand(self) -> bool:
        """Whether that is to be written before it is posted: it is not yet. Nothing else stands by then (`Decision`)."""
        return (self.look.row.open_on, self.look.row.open_time) != self.firing.occurrence


def sending(looks: Sequence[Look]) -> list[Sending]:
    return [Sending(each, each.decision.send) for each in looks if each.decision.send]


def reminding(each: Sending) -> Notice:
    row = each.look.row
    return Notice(
        row.person_id,
        topic_of(row.id, *each.firing.occurrence),
        row.id,
        again=each.look.decision.attempt > 0,
        may_wait=each.look.notice.may_wait,
        begun_at=each.look.notice.begun_at,
        insist_until=each.look.notice.insist_until,
    )


def standing(each: Sending) -> dict[str, Any]:
    """The columns that say which notice stands, as soon as it is posted."""
    open_on, open_time = each.firing.occurrence
    return {"id": each.look.row.id, "open_on": open_on, "open_time": open_time}


def telling(looks: Sequence[WatchLook]) -> list[Notice]:
    """Those to tell now; who is left in peace is not among them."""
    told = [(each, each.decision.tell) for each in looks if each.decision.tell and not each.rests_until]
    return [
        Notice(each.row.person_id, topic_of(each.row.id, *missing.key), each.row.id, may_wait=each.may_wait)
        for each, missing in told
    ]


def closing(looks: Sequence[Look] | Sequence[WatchLook]) -> list[Notice]:
    """The notices that are to go: their thing is done, or no longer theirs."""
    closed = [(each.row, each.decision.close) for each in looks if each.decision.close]
    return [Notice(row.person_id, topic_of(row.id, *occurrence), row.id, closes=True) for row, occurrence in closed]


def reminder_row(each: Look, became: Became | None = None) -> dict[str, Any]:
    """The columns as they are to be; as they were, but looked at later, where it could not be shown or taken away now."""
    row, decision = each.row, each.decision
    if became and became.outcome is Outcome.RETRY:
        kept = {name: getattr(row, name) for name in ("due_on", "due_time", "attempt", "again_at", "snoozed", "since")}
        # Where one phone has it and another is yet to get it, it stands, and is to be taken away like any other.
        stands = decision.send.occurrence if decision.send and became.stands else (row.open_on, row.open_time)
        opened = {"open_on": stands[0], "open_time": stands[1]}
        return {"id": row.id, **kept, **opened, "seen_version": row.seen_version, "next_at": _later(became)}
    after = decision.kept
    due_on, due_time = after.last or (None, None)
    open_on, open_time = after.open or (None, None)
    return {
        "id": row.id,
        "due_on": due_on,
        "due_time": due_time,
        "attempt": after.attempt,
        "again_at": after.again_at,
        "snoozed": after.snoozed,
        "since": after.since,
        "open_on": open_on,
        "open_time": open_time,
        "seen_version": row.seen_version,
        "next_at": decision.next_at if row.active else None,
    }


def watch_row(each: WatchLook, became: Became | None = None) -> dict[str, Any]:
    """The same for a watch. Who is left in peace now is told afterwards, if it is still missing then."""
    row, decision = each.row, each.decision
    rests = each.rests_until if decision.tell else None
    put_off = _later(became) if became and became.outcome is Outcome.RETRY else rests
    if put_off:
        kept = {name: getattr(row, name) for name in ("due_on", "due_time", "open_on", "since", "told_at")}
        return {"id": row.id, **kept, "next_at": put_off}
    told = decision.told
    due_on, due_time = told.last or (None, None)
    return {
        "id": row.id,
        "due_on": due_on,
        "due_time": due_time,
        "open_on": due_on if told.open else None,
        "since": told.since,
        "told_at": clock.now() if decision.tell else row.told_at,
        "next_at": decision.next_at if row.ended_at is None else None,
    }


def _later(became: Became) -> Any:
    return clock.now() + max(became.wait, _AT_LEAST)
