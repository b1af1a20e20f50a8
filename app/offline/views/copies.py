"""A record's plan on one phone: the choice, and what is kept."""

from __future__ import annotations

from uuid import UUID

from flask import Response, abort, jsonify, render_template, request
from werkzeug.exceptions import Gone
from werkzeug.wrappers import Response as AnyResponse

from app.access.gate import open_record
from app.access.purposes import Purpose
from app.identity.current import actor_if_any, current_actor, has_timed_out
from app.identity.owner import owner_mark
from app.offline import actions, pages
from app.offline.forms import PhoneForm
from app.offline.queries import is_kept, kept_records
from app.offline.views.blueprint import blueprint
from app.offline.views.rooms import around, rooms
from app.representations.pages import frame
from app.zones.queries import current_zones


@blueprint.get("/records/<uuid:record_id>/on-this-phone")
def choice(record_id: UUID) -> str:
    record = open_record(current_actor(), record_id, Purpose.READ)
    return render_template("offline/choice.html", frame=frame(record, "more"), page=pages.choice(record))


@blueprint.post("/records/<uuid:record_id>/on-this-phone")
def keep(record_id: UUID) -> tuple[str, int]:
    record = open_record(current_actor(), record_id, Purpose.READ)
    actions.keep(record, _named_phone())
    return "", 204


@blueprint.post("/records/<uuid:record_id>/on-this-phone/end")
def end(record_id: UUID) -> tuple[str, int]:
    record = open_record(current_actor(), record_id, Purpose.READ)
    actions.end(record, _named_phone())
    return "", 204


@blueprint.get("/phone/copies")
def mine() -> Response:
    """The records whose plans the reader has chosen to keep on the phone they name."""
    phone = request.args.get("phone", type=UUID)
    return jsonify(records=[str(each) for each in kept_records(current_actor(), phone)])


@blueprint.get("/records/<uuid:record_id>/offline-snapshot")
def snapshot(record_id: UUID) -> AnyResponse | tuple[dict[str, str], int]:
    """What the phone keeps, or nothing where it has the same (RFC 9110 13.1.2). 410 is where it must not keep it any more."""
    actor, phone = actor_if_any(), request.args.get("phone", type=UUID)
    if actor is None:
        return {"session": "timed out" if has_timed_out() else "ended"}, 401
    record = open_record(actor, record_id, Purpose.READ)
    if not is_kept(record, phone):
        raise Gone
    plan = current_zones(record)
    content = pages.snapshot(record, owner_mark(actor), plan, around(record), rooms(record, plan))
    answer = jsonify(content)
    answer.set_etag(pages.fingerprint(content))
    actions.note_fetched(record, phone)
    return answer.make_conditional(request)


@blueprint.after_request
def mark_as_ours(answer: AnyResponse) -> AnyResponse:
    """What stands in front of us may answer for us; a phone believes only what is marked when it takes a plan off."""
    if request.endpoint == "offline.snapshot":
        answer.headers["Egenplan"] = "copy"
    return answer


def _named_phone() -> UUID:
    form = PhoneForm()
    if form.phone.data is None:
        abort(422)
    return form.phone.data
