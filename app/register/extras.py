"""What a plan has here that the shape it travels in has no place for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from typing import TypeAlias

from app.careplan.actions import check_subject
from app.exchange.reader import BadJson, read_json
from app.fhir.days import first_day
from app.fhir.references import identifier_of
from app.fhir.resources import condition, goal, service_request
from app.fhir.shelf.meta import as_sent
from app.fhir.zones.shape import extended, unextended
from app.plans.rules import PlanContent
from app.platform.elements import Element, Json
from app.platform.exact_json import to_text
from app.zones.rules import ContactContent, Level

# When a measure of that identifier begins, if it does not say so itself.
Starts: TypeAlias = Callable[[str | None], date]

MEMBER = "egenplan"
CONTACTS = "urn:egenplan:contacts"


def with_contacts(plan: Json, contacts: Sequence[ContactContent]) -> Json:
    """The CarePlan with its contacts in an extension of ours."""
    told = [contact_json(each) for each in contacts]
    return extended(plan, CONTACTS, "valueString", to_text(told)) if told else plan


def contact_json(contact: ContactContent) -> Json:
    return {**vars(contact), "levels": list(contact.levels)}


def without_contacts(plan: Json) -> tuple[Json, tuple[ContactContent, ...]]:
    """The CarePlan as it was, and the contacts. Errors: `InvalidResource`."""
    if not any(each.child("url").value == CONTACTS for each in Element("CarePlan", plan).all("extension")):
        return plan, ()
    bare, text = unextended(plan, CONTACTS, "valueString")
    try:
        value = read_json(text.encode()) if isinstance(text, str) else None
    except (BadJson, UnicodeError):
        value = None
    if value is None:
        raise Element("CarePlan.extension", text).invalid(f"{CONTACTS} is ours: send it as it was, or leave it out.")
    return bare, read_contacts(Element("CarePlan.extension", {"contacts": value}))


def read_contacts(extras: Element) -> tuple[ContactContent, ...]:
    """Errors: `InvalidResource`."""
    found = []
    for each in extras.all("contacts"):
        levels = tuple(level.one_of(Level, Level.RED).value for level in each.all("levels"))
        name, phone, hours = each.child("name").text(200), each.child("phone").text(30), each.child("hours").text(200)
        role, language = each.child("role").required(200), each.child("language").text(10) or "nb"
        found.append(ContactContent(role, name, phone, hours, levels, language))
    return tuple(found)


def laid_over(content: PlanContent, extras: Element, number: str, starts: Starts, time_zone: str) -> PlanContent:
    """The plan with all that stands in `extras`. Errors: `InvalidResource`, `Refused` for a part about somebody else."""
    parts = {
        name: [as_sent(check_subject(kind, each.value, number)) for each in extras.all(name)] for name, kind in _KINDS.items()
    }
    measures = [(each, starts(identifier_of(Element("ServiceRequest", each)))) for each in parts["measures"]]
    return replace(
        content,
        language=extras.child("language").text(10) or content.language,
        starts_on=first_day(extras.child("starts_on")),
        review_on=first_day(extras.child("review_on")),
        identifier=extras.child("identifier").text(300) or content.identifier,
        contacts=read_contacts(extras),
        problems=tuple(condition.from_fhir(each) for each in parts["problems"]),
        goals=tuple(goal.from_fhir(each) for each in parts["goals"]),
        measures=tuple(service_request.from_fhir(each, day, time_zone) for each, day in measures),
    )


_KINDS = {"problems": "Condition", "goals": "Goal", "measures": "ServiceRequest"}
