"""Whom to call."""

from __future__ import annotations

from dataclasses import dataclass

from app.check_ins.rules import always_open
from app.localisation.text import gettext as _
from app.zones.pages import ContactRow, contact_row
from app.zones.rules import Level, ZonePlan

# They stand on every page of their own accord, with words that say when.
_ALWAYS_SHOWN = ("113", "116117")


@dataclass(frozen=True)
class Calls:
    """The plan's people for this moment. `emergency` puts 113 and 116 117 before them.

    `night` is for 116 117 alone before them, and says what it is; empty where they need nobody beside them.
    """

    emergency: bool
    contacts: tuple[ContactRow, ...]
    night: str


def calls(plan: ZonePlan | None, level: str | None, worried: bool) -> Calls:
    """Those of the recognised zone; for somebody worried or not sure, those of the yellow zone as well."""
    wanted = {level} if level else {Level.YELLOW.value}
    if worried:
        wanted |= {Level.YELLOW.value}
    found = [contact for contact in (plan.contacts if plan else ()) if wanted & set(contact.levels)]
    rows = tuple(contact_row(contact) for contact in found if _digits(contact.phone) not in _ALWAYS_SHOWN)
    return Calls(level == Level.RED, rows, _night(level, worried, rows))


def _night(level: str | None, worried: bool, rows: tuple[ContactRow, ...]) -> str:
    if level == Level.RED:
        return ""
    if not all(always_open(row.hours) for row in rows):
        return _("Out-of-hours doctor, when the others are closed") if worried or level != Level.GREEN else ""
    return _("Out-of-hours doctor") if worried or not level else ""


def _digits(phone: str | None) -> str:
    return "".join(letter for letter in phone or "" if letter.isdigit())
