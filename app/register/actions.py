"""One line brought into the register: the patient met, their record opened, their yes taken down, their plan written."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from uuid import UUID

from app.access.purposes import Purpose
from app.access.record import Record
from app.access.system_call import SystemCall
from app.consents.actions import give_consent
from app.consents.queries import latest_consent, require_consent
from app.consents.rules import NoConsent
from app.exchange.door import open_moving, record_of_number
from app.exchange.errors import Refused
from app.identity.actor import Actor
from app.identity.people import open_new_record, person_by_identity_number, register_person
from app.models.plan import Plan
from app.planer.actions import revise_self_care
from app.planer.request import change_of
from app.plans.actions import register_plan, revise_plan
from app.plans.rules import NoChange, PlanContent
from app.platform import clock
from app.platform.elements import InvalidResource
from app.register.arrivals import Arrival
from app.register.people import Consented, Known
from app.register.queries import contacts_of, plan_known_as, starts_of


class Outcome(StrEnum):
    NEW = "new"
    SAME = "same"
    CHANGED = "changed"


@dataclass(frozen=True)
class Run:
    """One import: who answers for it, which system the plans come from, and whether what differs is written over."""

    actor: Actor
    call: SystemCall
    update: bool


def bring_in(run: Run, arrival: Arrival) -> Outcome:
    """Errors: `Refused`, `InvalidResource`, `NoConsent` and those of the plan's actions; then nothing may be committed."""
    there = record_of_number(arrival.number)
    record = open_moving(run.actor, there or _meet(arrival), Purpose.WRITE_PLAN, run.call)
    if there and arrival.known:
        _refuse_another(record, arrival.known)
    new = there is None
    if arrival.consented:
        new |= _take_down(record, arrival.consented)
    if arrival.content is None:
        return Outcome.NEW if new else Outcome.SAME
    require_consent(record)
    if there and (plan := plan_known_as(record, arrival.content.identifier or "")):
        return _again(run, record, plan, arrival)
    register_plan(record, _content(record, arrival) if there else arrival.content, arrival.comment)
    return Outcome.NEW


def _meet(arrival: Arrival) -> UUID:
    person = person_by_identity_number(arrival.number)
    if person is None:
        if arrival.known is None:
            raise InvalidResource("Patient.name", "The patient is new here: send a Patient with their names first.")
        person = register_person(
            identity_number=arrival.number,
            given_name=arrival.known.given_name,
            family_name=arrival.known.family_name,
            birth_date=arrival.known.birth_date,
        )
    return open_new_record(person)


def _refuse_another(record: Record, known: Known) -> None:
    """A number typed wrong is somebody else's: a plan in the wrong record can kill. Errors: `InvalidResource`.

    One name may have changed; birth dates do not.
    """
    other_day = record.birth_date and known.birth_date and record.birth_date != known.birth_date
    names = ((record.given_name, known.given_name), (record.family_name, known.family_name))
    if other_day or not any(ours.casefold() == theirs.casefold() for ours, theirs in names):
        raise InvalidResource("Patient", "The number is here with another name or birth date. Find out whose it is.")


def _take_down(record: Record, consented: Consented) -> bool:
    """A yes that the patient has taken back here since is none. Errors: `NoConsent`."""
    latest = latest_consent(record)
    if latest and latest.withdrawn_at and (consented.at is None or consented.at <= latest.withdrawn_at):
        raise NoConsent
    return give_consent(record, consented.at)


def _content(record: Record, arrival: Arrival) -> PlanContent:
    """The plan as it is to be read beside what is there already."""
    starts, today = starts_of(record), clock.today(record.time_zone)
    return arrival.read(lambda name: starts.get(name or "", today), record.time_zone)


def _again(run: Run, record: Record, plan: Plan, arrival: Arrival) -> Outcome:
    """A plan that is here already: the same is passed over. Errors: `Refused` where it is another, unless it is to be changed."""
    if plan.deleted_at:
        raise Refused("CPLF-0014", "The plan was here and has been deleted.", "identifier")
    try:
        _revise(record, plan, arrival)
    except NoChange:
        return Outcome.SAME
    if not run.update:
        raise Refused("CPLF-0014", "It is here already and says something else. Change it with --update.", "identifier")
    return Outcome.CHANGED


def _revise(record: Record, plan: Plan, arrival: Arrival) -> None:
    if arrival.request:
        revise_self_care(record, plan.id, change_of({**arrival.request, "id": str(plan.id), "version": plan.version}))
        return
    content = _content(record, arrival)
    content = replace(content, contacts=content.contacts or contacts_of(record, plan))
    revise_plan(record, plan.id, plan.version, content, arrival.comment)
