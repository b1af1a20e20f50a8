"""A resource written on the shelf: created, changed or deleted, by whichever mouth it came."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import TypeAlias

from sqlalchemy.exc import IntegrityError

from app.access.record import Record
from app.access.revisions import refuse_stale
from app.consents.queries import require_consent
from app.exchange.errors import Refused
from app.fhir.addresses import is_elsewhere
from app.fhir.beside import beside, put_beside, refuse_beside
from app.fhir.days import OSLO
from app.fhir.pointing import refuse_unresolved
from app.fhir.references import identifier_of
from app.fhir.resources import care_plan, condition, goal, service_request
from app.fhir.shelf.meta import as_sent
from app.fhir.shelf.tables import Row, kind_of_row
from app.fhir.validation import check_resource, refuse_vast
from app.goals.rules import GoalContent
from app.measures.rules import MeasureContent
from app.models.goal import Goal
from app.models.measure import Measure
from app.models.plan import Plan
from app.models.problem import Problem
from app.plans.actions.guards import one_writer
from app.plans.actions.singles import (
    change_goal,
    change_measure,
    change_plan_around,
    change_problem,
    register_goal,
    register_measure,
    register_plan_around,
    register_problem,
    remove,
)
from app.plans.actions.singles.identity import public_id
from app.plans.rules import DuplicateIdentifier, NoChange, PlanContent, PlanKind, ProblemContent
from app.platform import clock
from app.platform.elements import Element, Json, canonical

Content: TypeAlias = PlanContent | ProblemContent | GoalContent | MeasureContent


def create(record: Record, kind: str, resource: Json) -> Row:
    """Write a new resource. Errors: `NoConsent`, `InvalidResource`, and those of `app.plans.actions.singles`."""
    one_writer(record)
    require_consent(record)
    sent = as_sent(resource)
    content = _content(kind, sent, clock.today(record.time_zone), record.time_zone)
    check_resource(kind, sent)
    try:
        return _register(record, content, sent)
    except IntegrityError:  # the same identifier, in another record at the same moment
        raise DuplicateIdentifier from None


def change(record: Record, row: Row, resource: Json, seen: int, shown: Callable[[], Json]) -> None:
    """Let `row` say what was sent; `shown` makes what its sender would be shown now.

    Errors: `Stale`, `NoChange`, and those of `create`. The record must have one writer.
    """
    refuse_another(Element(kind_of_row(row), resource), row)
    refuse_stale(row, seen)
    sent = as_sent(resource)
    was = as_sent(shown())
    # Whoever sends no identifier means the one that was made for it here.
    if canonical({"identifier": was["identifier"], **sent}) == canonical(was):
        raise NoChange
    starts_on, time_zone = (row.starts_on, row.time_zone) if isinstance(row, Measure) else (clock.today(OSLO), OSLO)
    content = _content(kind_of_row(row), sent, starts_on, time_zone)
    check_resource(kind_of_row(row), sent)
    _rewrite(record, row, content, sent)


def delete(record: Record, row: Row, seen: int | None) -> None:
    """Delete a resource logically; one that is deleted already stays so. Errors: `Stale`, `PatientsOwn`."""
    if row.deleted_at is None:
        refuse_stale(row, row.version if seen is None else seen)
        remove(record, row)


def refuse_another(resource: Element, row: Row) -> None:
    """Errors: `InvalidResource` where the body is another resource than its address says."""
    sent = resource.child("id").text()
    if sent is not None and sent.lower() != str(public_id(row)):
        raise resource.child("id").invalid("This is another id than the one in the address.")
    from_sender = identifier_of(resource)
    if from_sender and row.identifier and from_sender != row.identifier:
        raise resource.child("identifier").invalid("A resource keeps the identifier it was made with.")


def refuse_deleted(row: Row) -> None:
    """Errors: `Refused` with 410 where the resource has been deleted."""
    if row.deleted_at:
        raise Refused("CPLF-0007", "The resource has been deleted.", status=410, issue="deleted")


def _content(kind: str, sent: Json, starts_on: date, time_zone: str) -> Content:
    refuse_vast(kind, sent)
    refuse_unresolved(kind, sent, is_elsewhere)
    if kind == "CarePlan":
        refuse_beside(sent)
        return care_plan.from_fhir_alone(sent)
    if kind == "Condition":
        return condition.from_fhir(sent)
    return goal.from_fhir(sent) if kind == "Goal" else service_request.from_fhir(sent, starts_on, time_zone)


def _register(record: Record, content: Content, sent: Json) -> Row:
    if isinstance(content, PlanContent):
        return register_plan_around(record, content, care_plan.named_parts(sent))
    if isinstance(content, ProblemContent):
        return register_problem(record, content)
    if isinstance(content, GoalContent):
        return register_goal(record, content)
    return register_measure(record, content)


def _rewrite(record: Record, row: Row, content: Content, sent: Json) -> None:
    if isinstance(row, Plan) and isinstance(content, PlanContent):
        if content.kind is PlanKind.SELF_CARE and row.kind != PlanKind.SELF_CARE:
            raise Element("CarePlan.category", None).invalid("A treatment plan does not become a self-care plan.")
        received = put_beside(content.received, beside(row.received))
        content = replace(content, kind=PlanKind(row.kind), received=received)
        change_plan_around(record, row, content, care_plan.named_parts(sent))
    elif isinstance(row, Problem) and isinstance(content, ProblemContent):
        change_problem(record, row, content)
    elif isinstance(row, Goal) and isinstance(content, GoalContent):
        change_goal(record, row, content)
    elif isinstance(row, Measure) and isinstance(content, MeasureContent):
        change_measure(record, row, content)
