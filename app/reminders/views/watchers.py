"""Who is told when a check-in does not come."""

from __future__ import annotations

from uuid import UUID

from flask import flash, redirect, url_for
from werkzeug.wrappers import Response

from app.access.gate import open_record
from app.access.purposes import Purpose
from app.identity.current import current_actor
from app.localisation.text import gettext as _
from app.reminders.actions.watches import choose_watchers as choose
from app.reminders.forms import watchers_form
from app.reminders.queries.watches import helpers
from app.reminders.views.blueprint import blueprint, page


@blueprint.get("/records/<uuid:record_id>/reminders/missed-check-ins")
def watchers(record_id: UUID) -> str:
    record = open_record(current_actor(), record_id, Purpose.CHOOSE_WATCHERS)
    return page("watchers", record, form=watchers_form(helpers(record), None))


@blueprint.post("/records/<uuid:record_id>/reminders/missed-check-ins")
def choose_watchers(record_id: UUID) -> str | Response | tuple[str, int]:
    record = open_record(current_actor(), record_id, Purpose.CHOOSE_WATCHERS)
    form = watchers_form(helpers(record))
    if not form.validate():
        return page("watchers", record, form=form), 422
    choose(record, form.delays())
    flash(_("Your choices have been saved."))
    return redirect(url_for("reminders.watchers", record_id=record.id), 303)
