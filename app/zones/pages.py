"""Zones as words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from app.localisation.text import gettext as _
from app.zones.rules import ContactContent, Level, ZoneContent, lines


@dataclass(frozen=True)
class ContactRow:
    """Whom to contact. `phone` is as written, or empty where there is no number to call."""

    role: str
    name: str
    phone: str
    hours: str
    lang: str


@dataclass(frozen=True)
class ZoneCard:
    """One zone as shown everywhere: how it feels, what to do, whom to contact then."""

    level: str
    label: str
    signs: tuple[str, ...]
    actions: tuple[str, ...]
    contacts: tuple[ContactRow, ...]
    lang: str


def zone_label(level: str | None) -> str:
    """ "Green zone", "Yellow zone", "Red zone"; "Not sure" where no zone was recognised. Unknown is never green."""
    labels = {"green": _("Green zone"), "yellow": _("Yellow zone"), "red": _("Red zone")}
    return labels.get(level or "", _("Not sure"))


def if_worse(level: str | None) -> str:
    """What outranks the words of a green or yellow zone for somebody who feels worse than they say; nothing for others."""
    return _("If you feel worse than this, follow the red zone.") if level in (Level.GREEN, Level.YELLOW) else ""


def zone_card(zone: ZoneContent, contacts: Iterable[ContactContent]) -> ZoneCard:
    """`zone` with those of `contacts` that belong to it, in their order."""
    return ZoneCard(
        level=zone.level.value,
        label=zone_label(zone.level),
        signs=tuple(lines(zone.condition)),
        actions=tuple(lines(zone.action)),
        contacts=tuple(contact_row(each) for each in contacts if zone.level in each.levels),
        lang=zone.language,
    )


def contact_row(contact: ContactContent) -> ContactRow:
    return ContactRow(contact.role, contact.name or "", contact.phone or "", contact.hours or "", contact.language)
