"""What one sees after sending: what to do now, whom to call, and the truth about who knows."""

from __future__ import annotations

from dataclasses import dataclass
from zoneinfo import ZoneInfo

from app.access.record import Record
from app.check_ins.pages.calls import Calls, calls
from app.check_ins.pages.history import Sent, day_heading, sent
from app.check_ins.queries import CheckInLine
from app.check_ins.rules import WordsRead
from app.localisation.text import gettext as _
from app.zones.pages import if_worse
from app.zones.rules import Level, ZonePlan, lines


@dataclass(frozen=True)
class After:
    """One check-in. `title` says what to do while it is fresh, later only when it was; what to do is then left out.

    `news` says that the plan is no longer the one that was read; `worse` what to follow if it gets worse.
    """

    title: str
    sent: Sent
    doings: tuple[str, ...]
    doings_lang: str
    worse: str
    news: str
    calls: Calls
    red: bool


def after(record: Record, line: CheckInLine, plan: ZonePlan | None) -> After:
    """`plan` is the one in force now: what to do now is never read from an older one."""
    shown = sent(record, line)
    zone = plan.zone(line.zone) if plan and shown.fresh else None
    return After(
        title=_title(line) if shown.fresh else _day(record, line),
        sent=shown,
        doings=tuple(lines(zone.action)) if zone else (),
        doings_lang=zone.language if zone else "",
        worse=if_worse(line.zone) if shown.fresh else "",
        news=_news(line.read, plan) if shown.fresh else "",
        calls=calls(plan, line.zone, line.worried),
        red=shown.fresh and line.zone == Level.RED,
    )


def _title(line: CheckInLine) -> str:
    if line.zone == Level.RED:
        return _("Get help now")
    if line.worried:
        return _("It is good that you said so")
    if line.zone is None:
        return _("It is fine not to be sure")
    return _("This is what you do now")


def _news(read: WordsRead | None, plan: ZonePlan | None) -> str:
    if read is None or (plan and read == WordsRead(plan.plan_id, plan.plan_version)):
        return ""
    if plan is None:
        return _("The plan that held when this check-in was begun is no longer in use. Call if you wonder what to do.")
    return _("The plan has been changed since this check-in was begun. This is what it says now.")


def _day(record: Record, line: CheckInLine) -> str:
    return day_heading(line.measured_at.astimezone(ZoneInfo(record.time_zone)).date(), record.time_zone)
