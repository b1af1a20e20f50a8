"""Read, vread and history: first the door, then the deed."""

from __future__ import annotations

from uuid import UUID

from app.exchange.errors import Refused
from app.fhir import bundles
from app.fhir.doors import Doors
from app.fhir.kinds.kind import Interaction, Kind
from app.fhir.reply import Deed, Reply, reply_with


def read(doors: Doors, kind: Kind, known_as: UUID) -> Deed:
    """Errors: `NoSuchRecord`, `Refused`, `Forbidden`."""
    doors.allow(kind, Interaction.READ)
    opened = doors.to_read(kind, kind.record_of(known_as))

    def deed() -> Reply:
        found = kind.one(opened, known_as)
        if found is None:
            raise Refused("CPLF-0007")
        return reply_with(found)

    return deed


def history(doors: Doors, kind: Kind, known_as: UUID, base: str) -> Deed:
    """Every version, the newest first. Errors: as `read`."""
    doors.allow(kind, Interaction.HISTORY)
    opened = doors.to_read(kind, kind.record_of(known_as))

    def deed() -> Reply:
        versions = kind.versions(opened, known_as) if kind.versions else ()
        if not versions:
            raise Refused("CPLF-0007")
        return Reply(200, lambda: bundles.history(base, kind.name, known_as, versions))

    return deed


def vread(doors: Doors, kind: Kind, known_as: UUID, number: int) -> Deed:
    """One version. Errors: as `read`; 410 for the one that deleted it."""
    doors.allow(kind, Interaction.VREAD)
    opened = doors.to_read(kind, kind.record_of(known_as))

    def deed() -> Reply:
        versions = kind.versions(opened, known_as) if kind.versions else ()
        then = next((each for each in versions if each.number == number), None)
        if then is None:
            raise Refused("CPLF-0007")
        if then.resource is None:
            raise Refused("CPLF-0007", "This version deleted the resource.", status=410, issue="deleted")
        return reply_with(then.resource)

    return deed
