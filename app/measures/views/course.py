"""Resting from a measure, taking it up again, ending it."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from flask import flash
from werkzeug.wrappers import Response

from app.access.gate import open_record
from app.access.purposes import Purpose
from app.identity.current import current_actor
from app.localisation.text import gettext as _
from app.measures import actions
from app.measures.forms import OwnPauseForm, PauseForm
from app.measures.views.blueprint import Page, blueprint, to_measure
from app.measures.views.rooms import measure_page


@blueprint.post("/<uuid:measure_id>/pause")
def pause(record_id: UUID, measure_id: UUID) -> Page:
    record, form = open_record(current_actor(), record_id, Purpose.SET_MEASURES), PauseForm()
    if not form.validate():
        return measure_page(record, measure_id, form), 422
    actions.pause_measure(record, measure_id, form.reason.data or None)
    flash(_("The measure is paused. Nothing is due until you take it up again."))
    return to_measure(record, measure_id)


@blueprint.post("/<uuid:measure_id>/resumption")
def resume(record_id: UUID, measure_id: UUID) -> Response:
    record = open_record(current_actor(), record_id, Purpose.SET_MEASURES)
    actions.resume_measure(record, measure_id)
    flash(_("The measure runs again from today."))
    return to_measure(record, measure_id)


@blueprint.post("/<uuid:measure_id>/own-pause")
def pause_asking(record_id: UUID, measure_id: UUID) -> Page:
    record, form = open_record(current_actor(), record_id, Purpose.SET_MEASURES), OwnPauseForm()
    try:
        if form.validate():
            actions.pause_asking(record, measure_id, form.again_on.data or date.min)
            flash(_("You are not asked until then. You can still check in whenever you like."))
            return to_measure(record, measure_id)
    except actions.TooLong:
        form.refuse_day()
    return measure_page(record, measure_id, PauseForm(None), form), 422


@blueprint.post("/<uuid:measure_id>/own-pause/end")
def ask_again(record_id: UUID, measure_id: UUID) -> Response:
    record = open_record(current_actor(), record_id, Purpose.SET_MEASURES)
    actions.ask_again(record, measure_id)
    flash(_("You are asked again from today."))
    return to_measure(record, measure_id)


@blueprint.post("/<uuid:measure_id>/end")
def end(record_id: UUID, measure_id: UUID) -> Response:
    record = open_record(current_actor(), record_id, Purpose.SET_MEASURES)
    actions.end_measure(record, measure_id)
    flash(_("The measure has ended. What you have done is kept."))
    return to_measure(record, measure_id)


@blueprint.post("/<uuid:measure_id>/restart")
def restart(record_id: UUID, measure_id: UUID) -> Response:
    record = open_record(current_actor(), record_id, Purpose.SET_MEASURES)
    actions.restart_measure(record, measure_id)
    flash(_("The measure runs again from today."))
    return to_measure(record, measure_id)
