"""Adding a measure of one's own, and changing it."""

from __future__ import annotations

from uuid import UUID, uuid4

from flask import flash, redirect, url_for

from app.access.gate import open_record
from app.access.purposes import Purpose
from app.access.record import Record
from app.access.revisions import Stale
from app.identity.current import current_actor
from app.localisation.language import current_language
from app.localisation.text import gettext as _
from app.measures import actions, pages
from app.measures.forms import MeasureForm, form_of
from app.measures.views.blueprint import Page, blueprint, page, to_measure
from app.platform import clock


@blueprint.get("/new")
def new(record_id: UUID) -> str:
    record = open_record(current_actor(), record_id, Purpose.SET_MEASURES)
    form = MeasureForm(None, data={"id": uuid4(), "kind": "daily", "starts_on": clock.today(record.time_zone)})
    return _form_page("new", record, form=form)


@blueprint.post("/new")
def add(record_id: UUID) -> Page:
    record, form = open_record(current_actor(), record_id, Purpose.SET_MEASURES), MeasureForm()
    if not form.validate():
        return _form_page("new", record, form=form), 422
    measure_id = actions.add_measure(record, form.id.data, _written(record, form))
    flash(_("The measure has been saved."))
    return redirect(url_for("measures.show", record_id=record.id, measure_id=measure_id), 303)


@blueprint.get("/<uuid:measure_id>/edit")
def edit(record_id: UUID, measure_id: UUID) -> str:
    record = open_record(current_actor(), record_id, Purpose.SET_MEASURES)
    line = actions.own_measure(record, measure_id)
    return _form_page("edit", record, form=form_of(line, pages.rhythm_words(line.rhythm)), measure=pages.card(record, line))


@blueprint.post("/<uuid:measure_id>/edit")
def change(record_id: UUID, measure_id: UUID) -> Page:
    record = open_record(current_actor(), record_id, Purpose.SET_MEASURES)
    line, form = actions.own_measure(record, measure_id), MeasureForm()
    form.offer(line.rhythm, pages.rhythm_words(line.rhythm))
    if not form.validate():
        return _form_page("edit", record, form=form, measure=pages.card(record, line)), 422
    own = _written(record, form)
    try:
        actions.change_measure(record, measure_id, form.version.data, own)
    except Stale:
        form.version.data = line.version
        yours = pages.rhythm_words(own.rhythm)
        return _form_page("stale", record, form=form, measure=pages.card(record, line), yours=yours), 409
    flash(_("The measure has been saved."))
    return to_measure(record, measure_id)


def _form_page(name: str, record: Record, form: MeasureForm, **shown: object) -> str:
    form.category.choices = [("", _("Not said")), *pages.categories().items()]
    return page(name, record, form=form, **shown)


def _written(record: Record, form: MeasureForm) -> actions.OwnMeasure:
    return form.measure(current_language(), record.time_zone, clock.today(record.time_zone))
