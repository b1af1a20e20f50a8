"""What a calling clinician writes: one resource, created, changed or deleted."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy.exc import IntegrityError

from app.access.record import Record
from app.access.revisions import refuse_stale
from app.careplan.kinds import Row
from app.careplan.meta import as_sent, local
from app.careplan.queries import one_row
from app.careplan.resources import Shelf
from app.consents.queries import latest_consent, require_consent
from app.exchange.errors import Refused
from app.fhir.references import identifier_of, patient, subject_of
from app.fhir.resources import care_plan, condition, goal, service_request
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
from app.plans.rules import DuplicateIdentifier, NoChange
from app.platform import clock
from app.platform.elements import Element, InvalidResource, Json, canonical


def create(record: Record, kind: str, resource: Json) -> Row:
    """Write a new resource. Errors: `NoConsent`, `InvalidResource`, and those of `app.plans.actions.singles`."""
    one_writer(record)
    require_consent(record)
    try:
        return _register(record, kind, as_sent(resource))
    except IntegrityError:  # the same identifier, in another record at the same moment
        raise DuplicateIdentifier from None


def _register(record: Record, kind: str, sent: Json) -> Row:
    if kind == "CarePlan":
        return register_plan_around(record, care_plan.from_fhir_alone(sent), care_plan.named_parts(sent))
    if kind == "Condition":
        return register_problem(record, condition.from_fhir(sent))
    if kind == "Goal":
        return register_goal(record, goal.from_fhir(sent))
    return register_measure(record, service_request.from_fhir(sent, clock.today(record.time_zone), record.time_zone))


def change(record: Record, kind: str, known_as: UUID, resource: Json, seen: int | None, number: str) -> Row:
    """Let a resource say what was sent. Errors: `Stale`, `NoChange`, `Refused` where it is deleted, and those of `create`."""
    one_writer(record)
    row = standing(record, kind, known_as)
    _refuse_another(Element(kind, resource), row)
    refuse_stale(row, _seen(Element(kind, resource), seen))
    sent = as_sent(resource)
    if canonical(sent) == canonical(as_sent(Shelf(record, number).resource(row))):
        raise NoChange
    _rewrite(record, row, sent)
    return row


def delete(record: Record, kind: str, known_as: UUID, seen: int | None) -> Row:
    """Delete a resource logically; one that is deleted already stays so. Errors: `Stale`, `PatientsOwn`."""
    one_writer(record)
    row = there(record, kind, known_as)
    if row.deleted_at is None:
        refuse_stale(row, row.version if seen is None else seen)
        remove(record, row)
    return row


def standing(record: Record, kind: str, known_as: UUID) -> Row:
    """A resource that is there and not deleted. Errors: `Refused`."""
    row = there(record, kind, known_as)
    if row.deleted_at:
        raise Refused("CPLF-0007", "The resource has been deleted.", status=410, issue="deleted")
    return row


def check_subject(kind: str, resource: object, number: str) -> Json:
    """The resource, which must be about the patient of the call. Errors: `InvalidResource`, `Refused`."""
    if not isinstance(resource, dict):
        raise InvalidResource(kind, "This must be an object.")
    _refuse_null(Element(kind, resource))
    if subject_of(Element(kind, resource)) != number:
        told = "nhn-patient-nin names another patient than the resource."
        raise Refused("CPLF-0003", told, f"{kind}.subject.identifier.value")
    return resource


def _refuse_null(element: Element) -> None:
    """FHIR knows no null but in a list beside extensions; sent on, it would break the next reader."""
    if isinstance(element.value, dict):
        for name, value in element.value.items():
            if value is None:
                raise Element(f"{element.path}.{name}", value).invalid("Leave out what has no value.")
            _refuse_null(Element(f"{element.path}.{name}", value))
    if isinstance(element.value, list):
        for place, value in enumerate(element.value):
            _refuse_null(Element(f"{element.path}[{place}]", value))


def consent_now(record: Record, number: str) -> Json:
    """The latest consent, for the answer to a consent call."""
    latest = latest_consent(record)
    return {
        "subject": patient(number),
        "consent": latest is not None and latest.withdrawn_at is None,
        "givenAt": local(latest.given_at) if latest else None,
        "withdrawnAt": local(latest.withdrawn_at) if latest and latest.withdrawn_at else None,
        "recordedBy": latest.author_name if latest else None,
    }


def _rewrite(record: Record, row: Row, sent: Json) -> None:
    if isinstance(row, Plan):
        change_plan_around(record, row, care_plan.from_fhir_alone(sent), care_plan.named_parts(sent))
    elif isinstance(row, Problem):
        change_problem(record, row, condition.from_fhir(sent))
    elif isinstance(row, Goal):
        change_goal(record, row, goal.from_fhir(sent))
    else:
        change_measure(record, row, _measure(row, sent))


def _measure(row: Measure, sent: Json) -> MeasureContent:
    return service_request.from_fhir(sent, row.starts_on, row.time_zone)


def there(record: Record, kind: str, known_as: UUID) -> Row:
    """The resource, deleted or not. Errors: `Refused` where there is none."""
    row = one_row(record, kind, known_as)
    if row is None:
        raise Refused("CPLF-0007")
    return row


def _refuse_another(resource: Element, row: Row) -> None:
    """Errors: `InvalidResource` where the body is another resource than its address says."""
    sent = resource.child("id").text()
    if sent is not None and sent.lower() != str(public_id(row)):
        raise resource.child("id").invalid("This is another id than the one in the address.")
    from_sender = identifier_of(resource)
    if from_sender and row.identifier and from_sender != row.identifier:
        raise resource.child("identifier").invalid("A resource keeps the identifier it was made with.")


def _seen(resource: Element, from_header: int | None) -> int:
    """The version the change is built on. Errors: `InvalidResource` where it is not said."""
    found = resource.child("meta").child("versionId")
    if not found and from_header is not None:
        return from_header
    text = found.required(20)
    if not (text.isascii() and text.isdigit()):
        raise found.invalid("This must be the versionId you read.")
    # Said twice, the older one counts: whoever holds an old version somewhere has not seen the newest.
    return min(int(text), from_header) if from_header is not None else int(text)
