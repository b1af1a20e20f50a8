"""Checking in, in two steps that keep nothing until the second is sent; what one sees then; and everything that was sent."""

from __future__ import annotations

from uuid import UUID

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from app.access.gate import open_record
from app.access.purposes import Purpose
from app.access.record import Record
from app.check_ins import pages
from app.check_ins.actions import record_check_in
from app.check_ins.forms import CheckInForm, sealed, unsealed
from app.check_ins.queries import PAGE, check_in, check_ins
from app.check_ins.rules import Outcome
from app.identity.current import current_actor
from app.localisation.language import current_language
from app.measures.queries import asked_for
from app.readings.queries import last_values
from app.representations.pages import frame
from app.zones.queries import current_zones

blueprint = Blueprint("check_ins", __name__)
Answer = Response | str | tuple[str, int]


@blueprint.get("/records/<uuid:record_id>/check-ins")
def index(record_id: UUID) -> str:
    record = open_record(current_actor(), record_id, Purpose.READ)
    before = request.args.get("before", type=UUID)
    page = pages.history(record, check_ins(record, PAGE + 1, before), PAGE, is_earlier=before is not None)
    return render_template("check_ins/index.html", frame=frame(record, "more"), page=page)


@blueprint.get("/records/<uuid:record_id>/check-ins/new")
def new(record_id: UUID) -> str:
    record = open_record(current_actor(), record_id, Purpose.CHECK_IN)
    chosen = unsealed(request.args.get("chosen"), record.id)
    if chosen:
        return _answers(record, CheckInForm(data=chosen))
    plan = current_zones(record)
    form, choices = CheckInForm.beside(plan), pages.choices(plan)
    page = pages.answers(plan, None, False, asked_for(record), last_values(record), record.time_zone)
    shown = {"choices": choices, "form": form, "page": page, "at_hand": pages.at_hand(plan)}
    return render_template("check_ins/choose.html", frame=frame(record, "check-ins"), **shown)


@blueprint.post("/records/<uuid:record_id>/check-ins/new")
def describe(record_id: UUID) -> Response:
    record = open_record(current_actor(), record_id, Purpose.CHECK_IN)
    return redirect(url_for("check_ins.new", record_id=record.id, chosen=sealed(CheckInForm(), record.id)), 303)


@blueprint.post("/records/<uuid:record_id>/check-ins")
def create(record_id: UUID) -> Answer:
    record = open_record(current_actor(), record_id, Purpose.CHECK_IN)
    form = CheckInForm()
    if not form.acceptable(last_values(record), record.time_zone):
        return _answers(record, form), 422
    outcome = record_check_in(record, form.content(record, current_language()))
    if outcome in (Outcome.NEW, Outcome.IDENTICAL):
        return redirect(url_for("check_ins.show", record_id=record.id, check_in_id=form.key), 303)
    return _not_taken(record, form, outcome)


@blueprint.get("/records/<uuid:record_id>/check-ins/<uuid:check_in_id>")
def show(record_id: UUID, check_in_id: UUID) -> str:
    record = open_record(current_actor(), record_id, Purpose.READ)
    page = pages.after(record, check_in(record, check_in_id), current_zones(record))
    return render_template("check_ins/show.html", frame=frame(record, "more"), page=page)


def _answers(record: Record, form: CheckInForm, earlier: pages.Sent | None = None) -> str:
    plan, chosen = current_zones(record), (form.zone.data, form.worried.data)
    page = pages.answers(plan, *chosen, asked_for(record), last_values(record), record.time_zone)
    shown = {"page": page, "form": form, "earlier": earlier, "at_hand": pages.at_hand(plan)}
    return render_template("check_ins/answers.html", frame=frame(record, "check-ins"), **shown)


def _not_taken(record: Record, form: CheckInForm, outcome: Outcome) -> Answer:
    """The id of the form is in use: by another check-in here (both are shown), or somewhere that is nobody's business."""
    used = form.key
    form.renew()
    if outcome is Outcome.CONFLICT:
        return _answers(record, form, pages.sent(record, check_in(record, used))), 409
    form.ask_again()
    return _answers(record, form), 422
