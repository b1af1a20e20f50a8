"""What the sign-in and settings pages show."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from app.identity.people import DemoPerson
from app.identity.sessions import SessionLine
from app.localisation.moments import Moment, moment
from app.localisation.text import gettext as _


@dataclass(frozen=True)
class Door:
    """One demo person to be."""

    key: str
    name: str
    who: str


@dataclass(frozen=True)
class Device:
    """One browser that has not been signed out."""

    id: UUID
    name: str
    signed_in: Moment
    used: Moment
    current: bool
    timed_out: bool


def doors(people: list[DemoPerson]) -> list[Door]:
    who = {
        "patient": _("Patient with COPD, in Alta"),
        "patient2": _("Patient with heart failure and diabetes"),
        "patient3": _("Patient with depression and a crisis plan"),
        "relative": _("Daughter with fullmakt from the first patient"),
        "nurse": _("Nurse who follows all three"),
        "doctor": _("Doctor who follows all three"),
    }
    return [Door(person.key, person.name, who.get(person.key, "")) for person in people]


def devices(lines: list[SessionLine], time_zone: str) -> list[Device]:
    return [
        Device(
            line.id,
            device_name(line.device),
            moment(line.created_at, time_zone),
            moment(line.seen_at, time_zone),
            line.current,
            not line.signed_in,
        )
        for line in lines
    ]


def device_name(kept: str) -> str:
    """Words for a browser kept as "Firefox|Android"."""
    browser, _bar, system = kept.partition("|")
    if not browser:
        return _("Unknown browser")
    return _("%(browser)s on %(system)s", browser=browser, system=system) if system else browser
