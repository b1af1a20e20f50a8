"""What changed since the clinician last looked, in a few sentences."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from app.access.record import Record
from app.check_ins.queries import CheckInLine
from app.clinicians.pages.words import moved_readings
from app.clinicians.pages.worklist import missing_day, paused_day
from app.clinicians.queries.changes import Changes
from app.clinicians.queries.worklist import WorklistLine
from app.identity.actor import Actor
from app.localisation.moments import moment
from app.localisation.text import gettext as _
from app.localisation.text import ngettext
from app.plans.pages import HistoryPage
from app.plans.pages.history import PastDay
from app.plans.rules.events import Step
from app.zones.pages import zone_label


@dataclass(frozen=True)
class ChangesCard:
    """`since` says since when; `sentences` are about check-ins, `plan` is what others wrote in the plan, by day."""

    since: str
    sentences: tuple[str, ...]
    plan: tuple[PastDay, ...]
    more: bool


def changes_card(
    record: Record,
    changes: Changes,
    looked_at: datetime | None,
    line: WorklistLine | None,
    check_ins: Sequence[CheckInLine],
    plan: HistoryPage,
    written: int,
) -> ChangesCard:
    """`line` is the patient's in the worklist: what came last, and whether a check-in is missing.

    `check_ins` are the newest, for what was measured; `written` is how often others wrote in the plan, `plan` the newest of it.
    """
    zone = record.actor.time_zone
    since = (
        _("Since you last marked something as seen, %(when)s", when=moment(looked_at, zone).words)
        if looked_at
        else _("The last seven days")
    )
    told = (_arrived(changes), _unseen(changes), *_waiting(line), _moved(changes, line), *_measured(changes, check_ins))
    told += (_missing(line), _unchanged(plan))
    shown = sum(len(day.events) for day in plan.days)
    return ChangesCard(since, tuple(each for each in told if each), plan.days, written > shown)


def is_news(step: Step, since: datetime, actor: Actor) -> bool:
    """Whether somebody else wrote it, and after `since`."""
    return step.at > since and step.written_by_id != actor.person_id


def _arrived(changes: Changes) -> str:
    if not changes.arrived:
        return _("No new check-ins.")
    return ngettext("%(num)d new check-in.", "%(num)d new check-ins.", changes.arrived)


def _unseen(changes: Changes) -> str:
    if not changes.had_any and not changes.arrived:
        return ""
    if not changes.unseen:
        return _("Somebody in the team has seen every check-in.")
    return ngettext("%(num)d has not been seen by anybody.", "%(num)d have not been seen by anybody.", changes.unseen)


def _waiting(line: WorklistLine | None) -> tuple[str, ...]:
    """The worst that nobody has seen, and any worry: what came after it must not hide it."""
    if line is None or line.waiting is None:
        return ()
    worst = _("The worst that has not been seen: %(zone)s.", zone=zone_label(line.waiting.zone))
    return (worst, _("“I am worried” was said, and nobody has seen it.")) if line.waiting.worried else (worst,)


def _moved(changes: Changes, line: WorklistLine | None) -> str:
    """How the zone has moved, where there was one before and there is a new one."""
    newest = line.last if line else None
    if newest is None or not changes.arrived or not changes.had_any or newest.zone == changes.zone_before:
        return ""
    return _("Was %(before)s, now %(now)s.", before=zone_label(changes.zone_before), now=zone_label(newest.zone))


def _measured(changes: Changes, check_ins: Sequence[CheckInLine]) -> tuple[str, ...]:
    """How what was measured last differs from the time before that the reader has looked at."""
    before = next((each for each in check_ins if each.received_at <= changes.since), None)
    return moved_readings(before.readings, check_ins[0].readings) if before and changes.arrived else ()


def _missing(line: WorklistLine | None) -> str:
    on = missing_day(line) if line else ""
    until = paused_day(line) if line else ""
    if until:
        return _("The patient has paused until %(day)s.", day=until)
    return _("No answer since %(day)s.", day=on) if on else ""


def _unchanged(plan: HistoryPage) -> str:
    return "" if plan.days else _("The plan has not changed.")
