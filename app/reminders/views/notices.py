"""What a phone asks and says of its notices: what still waits, to be reminded later, and where it is."""

from __future__ import annotations

from uuid import UUID

from flask import abort, jsonify, redirect, url_for
from werkzeug.wrappers import Response

from app.access.gate import open_record
from app.access.purposes import Purpose
from app.identity.current import current_actor
from app.platform.push.message import topic_of
from app.platform.security import limiter
from app.reminders.actions.settings import phone_is_in
from app.reminders.forms import LaterForm, ZoneForm
from app.reminders.queries.own import reminder_behind, standing
from app.reminders.queries.watches import told_of
from app.reminders.rules import Snooze
from app.reminders.views.blueprint import blueprint, waits_for
from app.reminders.views.own import put_off


@blueprint.get("/reminders/standing")
@limiter.limit("120/minute")
def still_standing() -> Response:
    """The notices that may stand on one's phones, by tag, and how much waits. What is not named is done, and goes."""
    actor = current_actor()
    if actor.practice:
        abort(404)
    waits = waits_for(actor)
    open_now = [(line.id, line.open) for line in standing(actor) if line.open] + told_of(actor)
    return jsonify(tags=[topic_of(of, *occurrence) for of, occurrence in open_now], waiting=waits[1] if waits else 0)


@blueprint.post("/waiting/<uuid:opaque_id>/later")
@limiter.limit("60/minute")
def later_from_notice(opaque_id: UUID) -> Response:
    """From the notice itself. One that is another's, or is no more, is not there."""
    actor, form = current_actor(), LaterForm()
    line = reminder_behind(actor, opaque_id)
    if line is None:
        abort(404)
    record = open_record(actor, line.record_id, Purpose.REMIND)
    if not form.validate():
        abort(422)
    put_off(record, line.measure_id, Snooze(form.choice.data))
    return redirect(url_for("reminders.index", record_id=record.id), 303)


@blueprint.post("/reminders/zone")
@limiter.limit("30/minute")
def report_zone() -> Response:
    actor, form = current_actor(), ZoneForm()
    if not form.validate():
        abort(422)
    if not actor.practice:
        phone_is_in(actor, form.time_zone.data)
    answer = Response(status=204)
    del answer.headers["Content-Type"]
    return answer
