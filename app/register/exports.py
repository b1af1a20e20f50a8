"""A patient's plans as lines that can be brought in elsewhere, and here again.

First who they are and their yes, then each plan: the treatment plan as the façade serves it, the self-care plan in the shape it
came in. What that shape has no place for stands in an extension, or a member, of ours.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from app.access.record import Record
from app.careplan.queries import treatment_plans
from app.consents.queries import latest_consent
from app.fhir.days import fhir_date
from app.fhir.references import own_identifier, patient
from app.fhir.resources import care_plan
from app.fhir.shelf.queries import live_rows
from app.fhir.shelf.shelf import Shelf
from app.fhir.zones import to_zoned, write_v1
from app.models.goal import Goal
from app.models.measure import Measure
from app.models.plan import Plan
from app.models.problem import Problem
from app.models.zone import Zone
from app.planer.answers import plan_json
from app.planer.queries import every_plan, number_of_subject, zones_by_plan
from app.planer.request import received_of
from app.plans.actions.singles.identity import public_id
from app.platform.elements import Json
from app.register.extras import MEMBER, contact_json, with_contacts
from app.register.queries import contacts_of
from app.zones.rules import Level, ZoneContent

_KINDS: dict[str, Any] = {"problems": Problem, "goals": Goal, "measures": Measure}


def lines_for(record: Record) -> Iterator[Json]:
    """Every plan that was not deleted, drafts too."""
    number = number_of_subject(record)
    shelf = Shelf(record, number)
    plans = every_plan(record)
    treatments = treatment_plans(record, ())
    if not (plans or treatments):
        return
    yield _bundle([_patient(record, number), *_consent(record, number)])
    for plan in reversed(treatments):
        contacts = contacts_of(record, plan)
        yield _bundle([with_contacts(shelf.resource(plan), contacts), *shelf.included([plan])])
    zones = zones_by_plan(record, plans)
    for plan in reversed(plans):
        parts = {name: [row for row in live_rows(record, model) if row.plan_id == plan.id] for name, model in _KINDS.items()}
        whole = _zoned if plan.received and not received_of(plan.received) else _planer
        yield whole(shelf, plan, zones[plan.id], parts)


def _planer(shelf: Shelf, plan: Plan, zones: Sequence[Zone], parts: dict[str, list[Any]]) -> Json:
    said = {
        "language": plan.language,
        "starts_on": fhir_date(plan.starts_on),
        "review_on": fhir_date(plan.review_on),
        "identifier": plan.identifier if plan.identifier != own_identifier(plan.id) else None,
        "contacts": [contact_json(each) for each in contacts_of(shelf.record, plan)],
        **{name: [shelf.resource(each) for each in found] for name, found in parts.items()},
    }
    return {**plan_json(shelf.record, plan.id), MEMBER: {name: value for name, value in said.items() if value}}


def _zoned(shelf: Shelf, plan: Plan, zones: Sequence[Zone], parts: dict[str, list[Any]]) -> Json:
    names = {name: [each.identifier or own_identifier(public_id(each)) for each in found] for name, found in parts.items()}
    subject = patient(shelf.number)
    resource = care_plan.to_fhir(plan, subject, subject, {**names, "problems": ()})
    words = [ZoneContent(Level(zone.level), zone.condition, zone.action, zone.language) for zone in zones]
    whole, *conditions = write_v1(to_zoned(resource, words))
    rest = [shelf.resource(each) for name in ("goals", "measures") for each in parts[name]]
    return _bundle([with_contacts(whole, contacts_of(shelf.record, plan)), *conditions, *rest])


def _patient(record: Record, number: str) -> Json:
    identifier = patient(number)["identifier"]
    born = {"birthDate": fhir_date(record.birth_date)} if record.birth_date else {}
    name = {"family": record.family_name, "given": record.given_name.split()}
    return {"resourceType": "Patient", "identifier": [identifier], "name": [name], **born}


def _consent(record: Record, number: str) -> list[Json]:
    latest = latest_consent(record)
    if latest is None or latest.withdrawn_at:
        return []
    given = latest.given_at.isoformat()
    return [{"resourceType": "Consent", "status": "active", "patient": patient(number), "dateTime": given}]


def _bundle(resources: Sequence[Json]) -> Json:
    return {"resourceType": "Bundle", "type": "collection", "entry": [{"resource": each} for each in resources]}
