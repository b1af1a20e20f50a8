"""Create, update and delete: first the door, then the deed."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from app.exchange.errors import Refused
from app.fhir.doors import Doors
from app.fhir.kinds.kind import Interaction, Kind, Written
from app.fhir.modifiers import refuse_null
from app.fhir.reply import Deed, Reply, reply_with
from app.fhir.subjects import patient_id, patient_number, refuse_others
from app.platform.elements import Element, InvalidResource, Json


def create(doors: Doors, kind: Kind, sent: object, unless: Sequence[str] = ()) -> Deed:
    """A new resource, unless there is one with an identifier of `unless` (each `system|value` as rows keep them).

    Errors: `InvalidResource`, `Refused`, `Forbidden`, `NoSuchRecord`, and the writer's.
    """
    doors.allow(kind, Interaction.CREATE)
    resource = _resource(kind, sent)
    opened = doors.to_write(_record_of(doors, kind, resource))

    def deed() -> Reply:
        assert kind.writer  # noqa: S101 (the registry has no type that can be created without one)
        refuse_others(opened, kind.name, resource)
        there = kind.writer.hold(opened, unless)
        if len(there) > 1:
            raise Refused("CPLF-0014", "More than one has such an identifier.", status=412, issue="multiple-matches")
        if there:
            return _placed(reply_with(there[0]), kind, there[0]["id"])
        written = kind.writer.create(opened, resource)
        return _written(kind, written, 201)

    return deed


def update(doors: Doors, kind: Kind, known_as: UUID, sent: object, seen: int | None) -> Deed:
    """Errors: as `create`; 428 where no version is said, `Stale` where it is not the newest."""
    doors.allow(kind, Interaction.UPDATE)
    resource = _resource(kind, sent)
    if Element(kind.name, resource).child("id").required(64).lower() != str(known_as):
        raise Element(kind.name, resource).child("id").invalid("This is another id than the one in the address.")
    if seen is None:
        raise Refused("CPLF-0002", 'Send the version you read: If-Match: W/"3".', status=428)
    opened = doors.to_write(kind.record_of(known_as))

    def deed() -> Reply:
        assert kind.writer  # noqa: S101 (as above)
        refuse_others(opened, kind.name, resource)
        return _written(kind, kind.writer.change(opened, known_as, resource, seen), 200)

    return deed


def delete(doors: Doors, kind: Kind, known_as: UUID, seen: int | None) -> Deed:
    """Logical: a reader is then told 410, and the history stays. Errors: as `create`, and `Stale`."""
    doors.allow(kind, Interaction.DELETE)
    opened = doors.to_write(kind.record_of(known_as))

    def deed() -> Reply:
        assert kind.writer  # noqa: S101 (as above)
        return Reply(204, version=kind.writer.delete(opened, known_as, seen))

    return deed


def _resource(kind: Kind, sent: object) -> Json:
    if not isinstance(sent, dict):
        raise InvalidResource(kind.name, "This must be an object.")
    root = Element(kind.name, sent)
    if root.child("resourceType").value != kind.name:
        raise root.child("resourceType").invalid(f"This must be {kind.name}.")
    refuse_null(root)
    return sent


def _record_of(doors: Doors, kind: Kind, resource: Json) -> UUID | None:
    subject = Element(kind.name, resource).child("subject")
    if named := patient_id(subject):
        return named
    number = patient_number(subject)
    if number is None:
        raise subject.invalid("Name the patient, as Patient/<id> or by identity number.")
    return doors.record_named(number)


def _written(kind: Kind, written: Written, status: int) -> Reply:
    made = Reply(status, written.shown, written.version, written.last_updated)
    return _placed(made, kind, str(written.id))


def _placed(reply: Reply, kind: Kind, known_as: str) -> Reply:
    name = f"{kind.name}/{known_as}"
    return Reply(reply.status, reply.shown, reply.version, reply.last_updated, f"{name}/_history/{reply.version}", name)
