"""What a calling clinician writes: one resource, created, changed or deleted."""

from __future__ import annotations

from uuid import UUID

from app.access.record import Record
from app.careplan.queries import one_row
from app.consents.queries import latest_consent
from app.exchange.errors import Refused
from app.fhir.modifiers import refuse_null
from app.fhir.references import patient, subject_of
from app.fhir.resources import care_plan
from app.fhir.shelf import writing
from app.fhir.shelf.meta import local
from app.fhir.shelf.shelf import Shelf
from app.fhir.shelf.tables import Row
from app.plans.actions.guards import one_writer
from app.platform.elements import Element, InvalidResource, Json


def create(record: Record, kind: str, resource: Json) -> Row:
    """Write a new resource. Errors: as `app.fhir.shelf.writing.create`."""
    _refuse_self_care(resource)
    return writing.create(record, kind, resource)


def change(record: Record, kind: str, known_as: UUID, resource: Json, seen: int | None, number: str) -> Row:
    """Let a resource say what was sent. Errors: `Stale`, `NoChange`, `Refused` where it is deleted, and those of `create`."""
    one_writer(record)
    row = there(record, kind, known_as)
    writing.refuse_deleted(row)
    seen = _seen(Element(kind, resource), seen)
    writing.change(record, row, resource, seen, lambda: Shelf(record, number).resource(row))
    return row


def delete(record: Record, kind: str, known_as: UUID, seen: int | None) -> Row:
    """Delete a resource logically; one that is deleted already stays so. Errors: `Stale`, `PatientsOwn`."""
    one_writer(record)
    row = there(record, kind, known_as)
    writing.delete(record, row, seen)
    return row


def there(record: Record, kind: str, known_as: UUID) -> Row:
    """The resource, deleted or not. Errors: `Refused` where there is none."""
    row = one_row(record, kind, known_as)
    if row is None:
        raise Refused("CPLF-0007")
    return row


def check_subject(kind: str, resource: object, number: str) -> Json:
    """The resource, which must be about the patient of the call. Errors: `InvalidResource`, `Refused`."""
    if not isinstance(resource, dict):
        raise InvalidResource(kind, "This must be an object.")
    refuse_null(Element(kind, resource))
    if subject_of(Element(kind, resource)) != number:
        told = "nhn-patient-nin names another patient than the resource."
        raise Refused("CPLF-0003", told, f"{kind}.subject.identifier.value")
    return resource


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


def _refuse_self_care(resource: Json) -> None:
    if resource.get("resourceType") == "CarePlan" and care_plan.is_self_care(Element("CarePlan", resource)):
        raise Element("CarePlan.category", None).invalid("Self-care plans have their own interfaces: Planer, and /fhir.")


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
