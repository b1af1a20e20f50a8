"""The app on a home screen, and the addresses it opens: they name no record, since whoever holds the phone sees them."""

from __future__ import annotations

from flask import Response, abort, jsonify, redirect, session, url_for
from werkzeug.wrappers import Response as AnyResponse

from app.identity.current import actor_if_any
from app.offline import pages
from app.offline.rules import ROOMS
from app.offline.views.blueprint import blueprint
from app.offline.views.worker import wished_language
from app.platform.assets import asset
from app.representations.queries import openable_records


@blueprint.get("/manifest.webmanifest")
def manifest() -> Response:
    answer = jsonify(pages.manifest(wished_language(), asset))
    answer.mimetype = "application/manifest+json"
    answer.headers["Cache-Control"] = "private, max-age=3600"
    return answer


@blueprint.get("/start/<room>")
def start(room: str) -> AnyResponse:
    """To the room in one's own record, by way of signing in; who has none chooses whose."""
    if room not in ROOMS:
        abort(404)
    actor = actor_if_any()
    if actor is None:
        session["start"] = room
        session.pop("waiting", None)
        return redirect(url_for("identity.sign_in"), 303)
    own = next((each for each in openable_records(actor) if each.own), None)
    address = url_for(ROOMS[room], record_id=own.record_id) if own else url_for("representations.index")
    return redirect(address, 303)
