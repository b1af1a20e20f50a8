"""The addresses of the façade."""

from __future__ import annotations

from uuid import UUID

from flask import Response, current_app, request

from app.access.gate import NoSuchRecord
from app.careplan import actions, queries
from app.careplan.calling import open_to_read, open_to_write, patient_number, person_calling
from app.careplan.consent import meet_patient, read_consent
from app.careplan.mouth import base, blueprint, told, told_gone, told_removed, told_resource
from app.careplan.search import read_identifier, read_search, refuse_in_address
from app.careplan.status import NOTHING, standing_of, status_answer
from app.consents.actions import give_consent
from app.consents.rules import NoConsent
from app.exchange.caller import current_caller
from app.exchange.calls import Header
from app.exchange.door import record_of_number
from app.exchange.errors import Forbidden, Refused
from app.exchange.guard import body
from app.exchange.versions import seen_version
from app.fhir import bundles
from app.fhir.shelf.shelf import Shelf
from app.identity.tokens.claims import Kind
from app.plans.actions.withdraw import withdraw_everything
from app.platform.elements import Element

__all__ = ["blueprint"]

KIND = "/<any(CarePlan,Condition,Goal,ServiceRequest):kind>"
ONE = f"{KIND}/<uuid:known_as>"


@blueprint.post(KIND)
def create(kind: str) -> Response:
    caller = person_calling()
    number = patient_number(caller)
    resource = actions.check_subject(kind, body(), number)
    try:
        record = open_to_write(caller)
    except NoSuchRecord:
        raise NoConsent from None  # somebody we have not met has not consented either
    row = actions.create(record, kind, resource)
    return told_resource(Shelf(record, number).resource(row), 201)


@blueprint.get(KIND)
def by_identifier(kind: str) -> Response:
    identifier = read_identifier(request.args.to_dict(flat=False))
    caller = person_calling()
    link = f"{base()}/{kind}?{request.query_string.decode('latin-1')}"
    try:
        record = open_to_read(caller)
    except NoSuchRecord:
        return told(bundles.searchset(base(), link, []))
    shelf = Shelf(record, patient_number(caller))
    found = [shelf.resource(row) for row in queries.by_identifier(record, kind, identifier)]
    return told(bundles.searchset(base(), link, found))


@blueprint.get(ONE)
def read(kind: str, known_as: UUID) -> Response:
    caller = person_calling()
    record = open_to_read(caller)
    row = actions.there(record, kind, known_as)
    shelf = Shelf(record, patient_number(caller))
    return told_gone(shelf.tombstone(row)) if row.deleted_at else told_resource(shelf.resource(row))


@blueprint.put(ONE)
def update(kind: str, known_as: UUID) -> Response:
    caller = person_calling()
    number, seen = patient_number(caller), seen_version()
    resource = actions.check_subject(kind, body(), number)
    record = open_to_write(caller)
    row = actions.change(record, kind, known_as, resource, seen, number)
    return told_resource(Shelf(record, number).resource(row))


@blueprint.delete(ONE)
def remove(kind: str, known_as: UUID) -> Response:
    caller, seen = person_calling(), seen_version()
    row = actions.delete(open_to_write(caller), kind, known_as, seen)
    return told_removed(row.version)


@blueprint.get(f"{ONE}/_history")
def history(kind: str, known_as: UUID) -> Response:
    caller = person_calling()
    record = open_to_read(caller)
    row = actions.there(record, kind, known_as)
    versions = Shelf(record, patient_number(caller)).versions(row)
    return told(bundles.history(base(), kind, known_as, versions))


@blueprint.get(f"{ONE}/_history/<int:version>")
def version(kind: str, known_as: UUID, version: int) -> Response:
    caller = person_calling()
    record = open_to_read(caller)
    shelf = Shelf(record, patient_number(caller))
    row = actions.there(record, kind, known_as)
    then = next((each for each in shelf.versions(row) if each.number == version), None)
    if then is None:
        raise Refused("CPLF-0007", "There is no such version.")
    return told_resource(then.resource) if then.resource else told_gone(shelf.tombstone(row))


@blueprint.post("/CarePlan/_search")
def search() -> Response:
    caller = person_calling()
    refuse_in_address(request.args.to_dict(flat=False))
    asked = read_search(request.form.to_dict(flat=False))
    if asked.number != patient_number(caller):
        raise Refused("CPLF-0003", "nhn-patient-nin names another patient than the search.")
    link = f"{base()}/CarePlan/_search{asked.self_link}"
    try:
        record = open_to_read(caller)
    except NoSuchRecord:
        return told(bundles.searchset(base(), link, []))
    shelf = Shelf(record, asked.number)
    plans = queries.treatment_plans(record, asked.statuses)
    included = shelf.included(plans) if asked.include else []
    return told(bundles.searchset(base(), link, [shelf.resource(plan) for plan in plans], included))


@blueprint.post("/status")
def status() -> Response:
    """National: a system by itself may ask, and no line is written in the access log."""
    number = Element("status", body()).child("nin").text(20) or ""
    caller = current_caller()
    if caller.claims.kind is Kind.CLINICIAN:
        caller.require(Header.ROLE, Header.SOURCE_SYSTEM)
    if caller.claims.kind is Kind.CITIZEN and number != caller.claims.pid:
        raise Forbidden("A citizen may ask about themselves only.")
    record_id = record_of_number(number)
    standing = standing_of(record_id) if record_id else NOTHING
    return told(status_answer(standing, current_app.config["CAREPLAN_STATUS_SHAPE"]))


@blueprint.post("/consent")
def consent() -> Response:
    """Ours: the national consent call is not published."""
    caller = person_calling()
    number = patient_number(caller)
    said = read_consent(actions.check_subject("consent", body(), number))
    meet_patient(caller, said)
    record = open_to_write(caller)
    new = give_consent(record) if said.consent else withdraw_everything(record)
    return told(actions.consent_now(record, number), 201 if new and said.consent else 200)
