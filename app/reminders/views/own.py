"""One's own reminders in a record."""

from __future__ import annotations

from uuid import UUID

from flask import abort, flash, redirect, url_for
from werkzeug.wrappers import Response

from app.access.gate import open_record
from app.access.purposes import Purpose
from app.access.record import Record
from app.identity.current import current_actor
from app.localisation.text import gettext as _
from app.measures.queries import all_measures, days, measure
from app.platform import clock
from app.reminders import pages
from app.reminders.actions.own import NothingToRemindOf, can_remind_of, set_reminder, snooze, switch_reminder
from app.reminders.forms import LaterForm, ReminderForm, SwitchForm, reminder_form
from app.reminders.queries.own import reminders, setting
from app.reminders.rules import Snooze
from app.reminders.views.blueprint import blueprint, page

Page = str | Response | tuple[str, int]


@blueprint.get("/records/<uuid:record_id>/reminders")
def index(record_id: UUID) -> str:
    record = open_record(current_actor(), record_id, Purpose.REMIND)
    shown = pages.reminders_page(record, all_measures(record), reminders(record), setting(record.actor))
    return page("index", record, page=shown)


@blueprint.get("/records/<uuid:record_id>/reminders/<uuid:measure_id>")
def edit(record_id: UUID, measure_id: UUID) -> Page:
    record = open_record(current_actor(), record_id, Purpose.REMIND)
    shown = _one(record, measure_id)
    form = reminder_form(reminders(record).get(measure_id), shown.at, shown.usual)
    return page("edit", record, page=shown, form=form)


@blueprint.post("/records/<uuid:record_id>/reminders/<uuid:measure_id>")
def change(record_id: UUID, measure_id: UUID) -> Page:
    record = open_record(current_actor(), record_id, Purpose.REMIND)
    shown = _one(record, measure_id)
    form = ReminderForm(at=shown.at)
    if not form.validate():
        return page("edit", record, page=shown, form=form), 422
    set_reminder(record, measure_id, form.choice())
    flash(_("The reminder is on."))
    return _to_list(record)


@blueprint.post("/records/<uuid:record_id>/reminders/<uuid:measure_id>/switch")
def switch(record_id: UUID, measure_id: UUID) -> Page:
    record, form = open_record(current_actor(), record_id, Purpose.REMIND), SwitchForm()
    measure(record, measure_id)
    if not form.validate():
        abort(422)
    try:
        switch_reminder(record, measure_id, form.on.data == "1")
    except NothingToRemindOf:
        flash(_("There is nothing to be reminded of: it may have ended meanwhile."), "warning")
    else:
        flash(_("The reminder is on.") if form.on.data == "1" else _("The reminder is off."))
    return _to_list(record)


@blueprint.post("/records/<uuid:record_id>/reminders/<uuid:measure_id>/later")
def later(record_id: UUID, measure_id: UUID) -> Page:
    record, form = open_record(current_actor(), record_id, Purpose.REMIND), LaterForm()
    measure(record, measure_id)
    if not form.validate():
        abort(422)
    put_off(record, measure_id, Snooze(form.choice.data))
    return _to_list(record)


def put_off(record: Record, measure_id: UUID, choice: Snooze) -> None:
    """Put it off, and say until when."""
    try:
        at = snooze(record, measure_id, choice)
    except NothingToRemindOf:
        flash(_("There is nothing to put off: it may have been done or changed meanwhile."), "warning")
    else:
        flash(pages.snoozed_words(at, setting(record.actor), record.actor.time_zone))


def _one(record: Record, measure_id: UUID) -> pages.OnePage:
    line = measure(record, measure_id)
    if not can_remind_of(line):
        abort(404)
    today = clock.today(record.time_zone)
    due = days(record, today, today, measure_id)
    return pages.one_page(record, line, reminders(record).get(measure_id), setting(record.actor), due)


def _to_list(record: Record) -> Response:
    return redirect(url_for("reminders.index", record_id=record.id), 303)
