"""Whose hand it was, in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from app.access.purposes import Ground
from app.access.record import Record
from app.localisation.moments import full_day
from app.localisation.text import gettext as _
from app.plans.queries import PlanLine
from app.plans.rules import PlanKind


@dataclass(frozen=True)
class Byline:
    """Which plan, who last changed it and when, and who wrote it first, where that was another time."""

    plan: str
    changed: str
    written: str


def role_words(role: str) -> str:
    """An author's role (Volven 9060, or patient or relative) as a word."""
    words = {
        "LE": _("doctor"),
        "SP": _("nurse"),
        "FT": _("physiotherapist"),
        "ET": _("occupational therapist"),
        "PS": _("psychologist"),
        "KE": _("dietitian"),
        "HF": _("health worker"),
        "FA": _("pharmacist"),
        "patient": _("patient"),
        "relative": _("relative"),
    }
    return words.get(role, _("health personnel"))


def who(record: Record, name: str, role: str, organisation: str | None) -> str:
    """ "Nina Testesen (nurse), Prøvesund legesenter"; "you yourself" where the reader is the patient who wrote."""
    if role == "patient" and is_self(record):
        return _("you yourself")
    if role == "patient":
        return name
    if role == "relative":
        return _("%(name)s, on behalf of %(patient)s", name=name, patient=record.subject_name)
    if organisation:
        return _("%(name)s (%(role)s), %(organisation)s", name=name, role=role_words(role), organisation=organisation)
    return _("%(name)s (%(role)s)", name=name, role=role_words(role))


def byline(record: Record, plan: PlanLine) -> Byline:
    """Exact: names, roles, organisations and dates."""
    last = who(record, plan.author_name, plan.author_role, plan.author_organisation)
    if plan.version == 1 or plan.first_at is None:
        return Byline(kind_words(plan.kind), _("Written by %(who)s, %(day)s.", who=last, day=on(record, plan.updated_at)), "")
    first = who(record, plan.first_name or "", plan.first_role or "", plan.first_organisation)
    return Byline(
        kind_words(plan.kind),
        _("Last changed by %(who)s, %(day)s.", who=last, day=on(record, plan.updated_at)),
        _("First written by %(who)s, %(day)s.", who=first, day=on(record, plan.first_at)),
    )


def kind_words(kind: str) -> str:
    return _("Self-care plan") if kind == PlanKind.SELF_CARE else _("Treatment plan")


def on(record: Record, at: datetime) -> str:
    """The day in the patient's own time zone."""
    return full_day(at.astimezone(ZoneInfo(record.time_zone)).date())


def is_self(record: Record) -> bool:
    return record.ground is Ground.SELF
