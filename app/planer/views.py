"""Planer: self-care plans for other systems as plain JSON."""

from __future__ import annotations

from uuid import UUID

from flask import Response, url_for

from app.access.purposes import Purpose
from app.access.record import Record
from app.access.revisions import Stale
from app.consents.queries import require_consent
from app.consents.rules import NoConsent
from app.exchange import speakers
from app.exchange.caller import Caller, current_caller, require_person
from app.exchange.calls import NAMES, Header
from app.exchange.door import open_for, open_for_number
from app.exchange.errors import Refused, means
from app.exchange.guard import answer, api_blueprint, body
from app.planer import paths
from app.planer.actions import revise_self_care
from app.planer.answers import history_json, plan_json, plans_json
from app.planer.plan import comment_of, from_planer
from app.planer.queries import number_of_subject, record_of_plan
from app.planer.request import ROOT, change_of, subject_number
from app.plans.actions import register_plan
from app.plans.rules import NoChange
from app.platform.elements import Element, Json

blueprint = api_blueprint("planer", paths.PREFIX, speakers.planer, audiences={paths.AUDIENCE}, scopes={paths.SCOPE})
means(NoConsent, "CPLF-0017")
_NOWHERE = UUID(int=0)


@blueprint.post(paths.PLANS)
def create() -> Response:
    sent = _sent()
    content, comment = from_planer(sent), comment_of(sent)
    record = _open_for_subject(current_caller(), sent, Purpose.WRITE_PLAN)
    require_consent(record)
    plan = register_plan(record, content, comment)
    return answer(plan_json(record, plan.id), 201, headers={"Location": url_for("planer.show", plan_id=plan.id)})


@blueprint.post(paths.LIST)
def index() -> Response:
    caller = current_caller()
    return answer({"plans": plans_json(_open_for_subject(caller, _sent(), _reading(caller)))})


@blueprint.get(paths.PLAN)
def show(plan_id: UUID) -> Response:
    return answer(plan_json(_open_to_read(plan_id), plan_id))


@blueprint.get(paths.HISTORY)
def history(plan_id: UUID) -> Response:
    return answer(history_json(_open_to_read(plan_id), plan_id))


@blueprint.put(paths.PLAN)
def change(plan_id: UUID) -> Response:
    """What already stands there is no change: the plan is answered as it is, and no version moves."""
    wanted = change_of(_sent())
    record = _open_plan(current_caller(), plan_id, Purpose.WRITE_PLAN)
    try:
        revise_self_care(record, plan_id, wanted)
    except NoChange:
        pass
    except Stale:
        raise _stale(plan_json(record, plan_id)) from None
    return answer(plan_json(record, plan_id))


def _stale(current: Json) -> Refused:
    message = (
        "Somebody has changed the plan since. `current` is what it says now: lay your change over that, and send its version."
    )
    return Refused("CPLF-0008", message, "plan.version", facts={"version": current["version"], "current": current})


def _sent() -> Json:
    """The body, which is an object. Errors: `BadJson`, `InvalidResource`."""
    sent = body()
    if not isinstance(sent, dict):
        raise Element(ROOT, sent).invalid("This must be an object.")
    return sent


def _open_for_subject(caller: Caller, sent: Json, purpose: Purpose) -> Record:
    """The record of the patient the body names: a number never stands in an address."""
    number = subject_number(sent)
    try:
        return _of_the_call(caller, open_for_number(caller, number, purpose))
    except Refused as refused:
        refused.path = refused.path or f"{ROOT}.subject.id"
        raise


def _open_to_read(plan_id: UUID) -> Record:
    caller = current_caller()
    return _open_plan(caller, plan_id, _reading(caller))


def _open_plan(caller: Caller, plan_id: UUID, purpose: Purpose) -> Record:
    return _of_the_call(caller, open_for(caller, record_of_plan(plan_id) or _NOWHERE, purpose))


def _of_the_call(caller: Caller, record: Record) -> Record:
    """The record, opened first: whose plan it is, is not for strangers to try out. Errors: `Refused` for another's."""
    if caller.call.patient_number not in (None, number_of_subject(record)):
        raise Refused("CPLF-0003", f"{NAMES[Header.PATIENT][0]} names another patient.", f"{ROOT}.subject.id")
    return record


def _reading(caller: Caller) -> Purpose:
    return Purpose.FOLLOW_UP if require_person(caller).practice else Purpose.READ
