"""Whom to call."""

from __future__ import annotations

from dataclasses import dataclass

from app.zones.pages import ContactRow, contact_row
from app.zones.rules import Level, ZonePlan

# They stand on every page of their own accord, with words that say when.
_ALWAYS_SHOWN = ("113", "116117")


@dataclass(frozen=True)
class Calls:
    """The plan's people for this moment. `emergency` puts 113 and 116 117 before them."""

    emergency: bool
    contacts: tuple[ContactRow, ...]


def calls(plan: ZonePlan | None, level: str | None, worried: bool) -> Calls:
    """Those of the recognised zone; for somebody worried or not sure, those of the yellow zone as well."""
    wanted = {level} if level else {Level.YELLOW.value}
    if worried:
        wanted |= {Level.YELLOW.value}
    found = [contact for contact in (plan.contacts if plan else ()) if wanted & set(contact.levels)]
    rows = tuple(contact_row(contact) for contact in found if _digits(contact.phone) not in _ALWAYS_SHOWN)
    return Calls(level == Level.RED, rows)


def _digits(phone: str | None) -> str:
    return "".join(letter for letter in phone or "" if letter.isdigit())
