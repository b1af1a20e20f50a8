"""What a line says, understood as far as it can be without the database."""

from __future__ import annotations

from dataclasses import dataclass, replace
from uuid import UUID

from app.exchange.reader import read_json
from app.fhir.days import OSLO
from app.identity.identity_number import InvalidIdentityNumber, check_identity_number
from app.planer.plan import comment_of, from_planer
from app.planer.request import subject_number
from app.plans.rules import PlanContent
from app.platform import clock
from app.platform.crypto import lookup_hash
from app.platform.elements import Element, InvalidResource, Json, canonical
from app.register.bundles import Bundle, Read, read_bundle
from app.register.extras import MEMBER, Starts, laid_over
from app.register.people import Consented, Known

_ROOT = "plan"


@dataclass(frozen=True)
class Arrival:
    """One line: whose it is, and what it brings of who they are, their consent and a plan.

    `content` is the plan, where there is one; `read` reads it anew beside what is here already: a measure that does not say when
    it begins begins when `Starts` says.
    `request` is set where the plan came as Planer's JSON.
    """

    number: str
    known: Known | None
    consented: Consented | None
    content: PlanContent | None
    read: Read
    comment: str | None = None
    request: Json | None = None


def read_arrival(raw: bytes) -> Arrival:
    """Errors: `BadJson`, `InvalidResource`."""
    value = read_json(raw)
    if not isinstance(value, dict):
        raise InvalidResource("", "A line is an object: a FHIR Bundle, or a plan as Planer writes it.")
    arrival = _of_bundle(read_bundle(value)) if "resourceType" in value else _of_planer(value)
    try:
        check_identity_number(arrival.number)
    except InvalidIdentityNumber as error:
        raise InvalidResource("subject", str(error)) from None
    return arrival


def _of_bundle(bundle: Bundle) -> Arrival:
    content = bundle.read(lambda _: clock.today(OSLO), OSLO) if bundle.parts else None
    return Arrival(bundle.number, bundle.known, bundle.consented, content, bundle.read)


def _of_planer(request: Json) -> Arrival:
    number = subject_number(request)
    extras = Element(_ROOT, request).child(MEMBER)
    bare = {name: value for name, value in request.items() if name != MEMBER}
    content = replace(from_planer(bare), identifier=_name(bare, number))

    def read(starts: Starts, time_zone: str) -> PlanContent:
        return laid_over(content, extras, number, starts, time_zone) if extras else content

    return Arrival(number, None, None, read(lambda _: clock.today(OSLO), OSLO), read, comment_of(bare), bare)


def _name(request: Json, number: str) -> str:
    """The plan's id where it was, else a name that the same plan of the same patient always has, and nobody can turn back."""
    own = Element(_ROOT, request).child("id")
    try:
        found = UUID(own.required(36)) if own else None
    except ValueError:
        raise own.invalid("An id is a UUID.") from None
    return f"urn:uuid:{found or UUID(hex=lookup_hash(f'{number} {canonical(request)}')[:32], version=5)}"
