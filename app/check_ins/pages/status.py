"""What became of a check-in, in words: sent, or seen by somebody with a name. Never a bare tick."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from app.check_ins.queries import AcknowledgementLine, CheckInLine
from app.check_ins.rules import Timing
from app.localisation.moments import hour, moment
from app.localisation.text import gettext as _
from app.platform import clock


def status_words(line: CheckInLine, time_zone: str) -> str:
    """ "Seen by Nina Prøve (nurse), today at 15:02", or "Sent 14:32" while nobody has marked it."""
    return seen_words(line.acknowledgements[0], time_zone) if line.acknowledgements else sent_words(line.received_at, time_zone)


def status_kind(line: CheckInLine) -> str:
    """The kind of the status line: seen or sent."""
    return "seen" if line.acknowledgements else "sent"


def sent_words(at: datetime, time_zone: str) -> str:
    local = at.astimezone(ZoneInfo(time_zone))
    if local.date() == clock.today(time_zone):
        return _("Sent %(time)s", time=hour(local.time()))
    return _("Sent %(when)s", when=moment(at, time_zone).words)


def seen_words(seen: AcknowledgementLine, time_zone: str) -> str:
    when, role = moment(seen.seen_at, time_zone).words, role_words(seen.author_role)
    if role:
        return _("Seen by %(name)s (%(role)s), %(when)s", name=seen.author_name, role=role, when=when)
    return _("Seen by %(name)s, %(when)s", name=seen.author_name, when=when)


def timing_words(line: CheckInLine) -> str:
    """That it came late or was extra, which both are welcome; nothing where it came in time or was not expected."""
    if line.timing is Timing.LATE:
        return _("Late, and welcome")
    return _("Extra") if line.timing is Timing.EXTRA else ""


def role_words(code: str) -> str:
    """What a clinician is (Volven 9060), empty where we have no word for it."""
    return {"LE": _("doctor"), "SP": _("nurse")}.get(code, "")
