"""What a phone brings back."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from flask import Response, jsonify, request, url_for

from app.access.gate import open_record
from app.access.purposes import Ground, Purpose
from app.access.record import Record
from app.identity.current import current_actor
from app.identity.owner import owner_mark
from app.measures.pages import anchor
from app.outbox.actions import Ready, receive
from app.outbox.forms import Unusable, read_item
from app.outbox.queries import missing
from app.outbox.rules import BadBatch, Batch, Item, Outcome, Result, read_batch
from app.outbox.views.blueprint import blueprint
from app.platform import clock
from app.readings.queries import last_values
from app.readings.rules import Latest

Answered = Response | tuple[Response, int]


@blueprint.post("/records/<uuid:record_id>/outbox")
def deliver(record_id: UUID) -> Answered:
    """Take in each item once; one answer an item, kept before it is sent. No limit of speed is set here: it may be an alarm."""
    actor = current_actor()
    record = open_record(actor, record_id, Purpose.DELIVER)
    try:
        batch = read_batch(request.get_data())
    except BadBatch:
        return jsonify(error="unreadable"), 400
    owner = owner_mark(actor)
    if any(said != owner for said in (batch.owner, *(item.owner for item in batch.items))):
        return jsonify(error="somebody else is signed in"), 409
    lasts: Mapping[str, Latest] = {} if record.ground is Ground.FORMER else last_values(record)
    results = [_received(record, item, batch, lasts) for item in batch.items]
    results += [_told(record, Result(name, Outcome.INVALID)) for name in batch.unreadable]
    lacking = [str(each) for each in missing(record, batch.known)]
    return jsonify(owner=owner, now=clock.now().isoformat(), results=results, missing=lacking)


def _received(record: Record, item: Item, batch: Batch, lasts: Mapping[str, Latest]) -> dict[str, object]:
    if item.record.lower() != str(record.id):
        return _told(record, Result(str(item.id), Outcome.NOT_YOURS))
    try:
        ready = read_item(record, item, batch, lasts)
    except Unusable as unusable:
        return _told(record, Result(str(item.id), Outcome.INVALID, errors=unusable.errors))
    return _told(record, receive(record, ready), ready)


def _told(record: Record, result: Result, ready: Ready | None = None) -> dict[str, object]:
    said: dict[str, object] = {"id": result.id, "outcome": result.outcome}
    if result.why:
        said["why"] = result.why
    if result.kept_as:
        said["kept_as"] = str(result.kept_as)
    if result.errors:
        said["errors"] = result.errors
    if result.outcome in (Outcome.NEW, Outcome.IDENTICAL) and ready:
        said["next"] = _next(record, result, ready)
    return said


def _next(record: Record, result: Result, ready: Ready) -> str:
    """The page that shows what was sent."""
    if ready.item.kind == "check-in":
        return url_for("check_ins.show", record_id=record.id, check_in_id=result.kept_as or result.id)
    fields = ready.item.content
    place = anchor(UUID(fields["measure"]), fields["due_on"], fields.get("due_time", ""))
    if fields.get("back") == "measure":
        return url_for("measures.show", record_id=record.id, measure_id=fields["measure"], _anchor=place)
    return url_for("today.index", record_id=record.id, _anchor=place)
