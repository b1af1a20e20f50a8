"""Answering what was due."""

from __future__ import annotations

from uuid import UUID

from flask import abort, redirect, request, url_for

from app.access.gate import open_record
from app.access.purposes import Purpose
from app.access.record import Record
from app.identity.current import current_actor
from app.localisation.language import current_language
from app.measures import actions, pages
from app.measures.forms import AnswerForm
from app.measures.queries import measure
from app.measures.views.blueprint import Page, blueprint, page


@blueprint.get("/<uuid:measure_id>/occurrences/skip")
def skip(record_id: UUID, measure_id: UUID) -> str:
    record = open_record(current_actor(), record_id, Purpose.ANSWER_MEASURES)
    form = AnswerForm(None, data={name: request.args.get(name, "")[:20] for name in ("due_on", "due_time", "back")})
    if form.said(current_language(), "skipped") is None:
        abort(404)
    return _skip(record, measure_id, form)


@blueprint.post("/<uuid:measure_id>/occurrences")
def answer(record_id: UUID, measure_id: UUID) -> Page:
    record, form = open_record(current_actor(), record_id, Purpose.ANSWER_MEASURES), AnswerForm()
    valid, said = form.validate(), form.said(current_language())
    if said is None:
        abort(422)
    if not valid:
        return _skip(record, measure_id, form), 422
    try:
        actions.answer(record, measure_id, said)
    except actions.NothingDue:
        return page("nothing_due", record, measure=pages.card(record, measure(record, measure_id))), 422
    return redirect(_back(record, measure_id, said, form.back.data), 303)


def _skip(record: Record, measure_id: UUID, form: AnswerForm) -> str:
    form.state.data = "skipped"
    return page("skip", record, form=form, measure=pages.card(record, measure(record, measure_id)))


def _back(record: Record, measure_id: UUID, said: actions.Said, back: str) -> str:
    anchor = pages.anchor(measure_id, said.due_on.isoformat(), said.due_time)
    if back == "measure":
        return url_for("measures.show", record_id=record.id, measure_id=measure_id, _anchor=anchor)
    return url_for("today.index", record_id=record.id, _anchor=anchor)
