from __future__ import annotations

from datetime import date, timedelta
from typing import Any, TypeVar

from app.models.contact import Contact
from app.models.goal import Goal
from app.models.measure import Measure
from app.models.plan import Plan
from app.models.problem import Problem
from app.models.record import Record
from app.models.zone import Zone
from app.platform import clock
from app.platform.db import Base, db
from app.zones.rules import ContactContent, ZoneContent
from tests.factories.zone import some_contacts, three_zones

Row = TypeVar("Row", bound=Base)
AUTHOR: dict[str, Any] = {"author_name": "Nina Testesen", "author_role": "SP", "author_organisation": "Prøvesund legesenter"}


def a_plan(record: Record, kind: str = "treatment", **changes: object) -> Plan:
    """A plan with nothing in it."""
    values = {"kind": kind, "status": "active", "title": "Plan", "language": "nb"}
    return _added(Plan(record_id=record.id, **AUTHOR, **values | changes))


def a_self_care_plan(
    record: Record,
    zones: tuple[ZoneContent, ...] | None = None,
    contacts: tuple[ContactContent, ...] | None = None,
    **changes: object,
) -> Plan:
    """An active self-care plan with three zones and two contacts, or those given."""
    plan = a_plan(record, "self_care", **{"title": "Når pusten blir dårligere"} | changes)
    for position, zone in enumerate(three_zones() if zones is None else zones):
        a_zone(plan, zone, position)
    for position, contact in enumerate(some_contacts() if contacts is None else contacts):
        a_contact(plan, contact, position)
    return plan


def a_treatment_plan(record: Record, **changes: object) -> Plan:
    """An active treatment plan with one problem, and a goal and a measure for it."""
    plan = a_plan(record, **{"title": "Behandlingsplan ved KOLS"} | changes)
    problem = a_problem(plan)
    a_clinicians_goal(plan, [problem])
    a_clinicians_measure(plan, [problem])
    return plan


def a_zone(plan: Plan, zone: ZoneContent, position: int = 0) -> Zone:
    values = {"level": zone.level.value, "condition": zone.condition, "action": zone.action, "language": zone.language}
    return _in(plan, Zone(position=position, **values))


def a_contact(plan: Plan, contact: ContactContent, position: int = 0) -> Contact:
    values = {"role": contact.role, "name": contact.name, "phone": contact.phone, "hours": contact.hours}
    return _in(plan, Contact(position=position, levels=list(contact.levels), language=contact.language, **values))


def a_problem(plan: Plan, text: str = "KOLS", **changes: object) -> Problem:
    return _in(plan, Problem(**{"text": text, "language": "nb", "status": "active"} | changes))


def a_clinicians_goal(
    plan: Plan, problems: list[Problem] | None = None, text: str = "Færre innleggelser", **changes: object
) -> Goal:
    values = {"text": text, "language": "nb", "expressed_by": "clinician", "status": "active"}
    return _in(plan, Goal(problem_ids=[str(each.id) for each in problems or []], **values | changes))


def a_clinicians_measure(
    plan: Plan, problems: list[Problem] | None = None, title: str = "Inhalasjon morgen", **changes: object
) -> Measure:
    values: dict[str, Any] = {
        "title": title,
        "language": "nb",
        "origin": "clinician",
        "performer": "patient",
        "status": "active",
        "rrule": "FREQ=DAILY",
        "times": ["07:00"],
        "starts_on": _yesterday(),
        "time_zone": "Europe/Oslo",
    }
    return _in(plan, Measure(problem_ids=[str(each.id) for each in problems or []], **values | changes))


def _in(plan: Plan, row: Row) -> Row:
    for name, value in {"plan_id": plan.id, "record_id": plan.record_id, **AUTHOR}.items():
        setattr(row, name, value)
    return _added(row)


def _added(row: Row) -> Row:
    db.session.add(row)
    db.session.commit()
    return row


def _yesterday() -> date:
    return (clock.now() - timedelta(days=1)).date()
