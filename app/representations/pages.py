"""The frame around every room of a record, and the list of records one may open."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID
from zoneinfo import ZoneInfo

from flask import url_for

from app.access.purposes import Area, Purpose
from app.access.record import Record
from app.localisation.moments import full_day
from app.localisation.text import gettext as _
from app.representations.queries import Openable


@dataclass(frozen=True)
class Frame:
    """What the layout of a record's room needs. `room` is today, plan, check-ins, progress or more; `until` is words."""

    record_id: UUID
    subject_name: str
    on_behalf: bool
    until: str | None
    room: str
    can_check_in: bool


@dataclass(frozen=True)
class Person:
    """One record to choose."""

    record_id: UUID
    name: str
    why: str
    may: str


@dataclass(frozen=True)
class Link:
    """One way on from the room "more"."""

    label: str
    href: str
    detail: str
    icon: str


def frame(record: Record, room: str) -> Frame:
    """The frame for `room` of an opened record."""
    until = full_day(record.until.astimezone(ZoneInfo(record.time_zone)).date()) if record.until else None
    return Frame(record.id, record.subject_name, record.on_behalf, until, room, record.may(Purpose.CHECK_IN))


def people(records: list[Openable], time_zone: str) -> list[Person]:
    return [Person(each.record_id, each.name, _why(each, time_zone), _may(each)) for each in records]


def _why(each: Openable, time_zone: str) -> str:
    if each.own:
        return _("Your own plan")
    if each.until is None:
        return _("You have fullmakt")
    return _("You have fullmakt until %(day)s", day=full_day(each.until.astimezone(ZoneInfo(time_zone)).date()))


def _may(each: Openable) -> str:
    if each.own:
        return ""
    if Area.CHECK_IN in each.areas:
        return _("You may read the plan and check in on their behalf.")
    return _("You may read the plan.")


def links(record: Record) -> list[Link]:
    """Everything of a record that has no place at the bottom of the phone."""

    def to(endpoint: str) -> str:
        return url_for(endpoint, record_id=record.id)

    rooms = [
        Link(_("Goals"), to("goals.index"), _("What matters, and what to reach"), "target"),
        Link(_("Measures"), to("measures.index"), _("What to do, and how often"), "list"),
        Link(_("Check-ins so far"), to("check_ins.index"), _("Day by day, with replies"), "note"),
    ]
    rooms.append(Link(_("On this phone"), to("offline.choice"), _("Keep the plan here, for use without coverage"), "phone-saved"))
    if record.may(Purpose.REMIND):
        rooms.append(Link(_("Reminders"), to("reminders.index"), _("When you want to be told"), "clock"))
    if record.may(Purpose.READ_LOG):
        rooms.append(Link(_("Who has looked"), to("access_log.index"), _("Everybody who opened your plan"), "eye"))
    return [
        *rooms,
        Link(_("Switch plan"), url_for("representations.index"), _("Yours, or another person's"), "people"),
        Link(_("Settings"), url_for("identity.settings"), _("Language and where you are signed in"), "settings"),
    ]
