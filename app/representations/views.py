"""Choosing whose plan to open, and the list of everything else there is in a record."""

from __future__ import annotations

from uuid import UUID

from flask import Blueprint, redirect, render_template, url_for
from werkzeug.wrappers import Response

from app.access.gate import open_record
from app.access.purposes import Purpose
from app.identity.current import current_actor
from app.representations import pages
from app.representations.queries import openable_records

blueprint = Blueprint("representations", __name__)


@blueprint.get("/records")
def index() -> str | Response:
    actor = current_actor()
    if actor.practice:
        return redirect(url_for("clinicians.worklist"), 303)
    people = pages.people(openable_records(actor), actor.time_zone)
    return render_template("representations/index.html", people=people, actor=actor)


@blueprint.get("/records/<uuid:record_id>/more")
def more(record_id: UUID) -> str:
    record = open_record(current_actor(), record_id, Purpose.READ)
    return render_template("representations/more.html", frame=pages.frame(record, "more"), links=pages.links(record))
