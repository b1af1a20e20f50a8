"""Views."""

from __future__ import annotations

from uuid import UUID

from flask import Blueprint, render_template_string

from app.access.gate import open_record
from app.access.purposes import Purpose
from app.identity.current import current_actor
from app.representations import pages

blueprint = Blueprint("today", __name__)


@blueprint.get("/records/<uuid:record_id>/today")
def index(record_id: UUID) -> str:
    record = open_record(current_actor(), record_id, Purpose.READ)
    return render_template_string("{% extends 'layouts/record.html' %}", frame=pages.frame(record, "today"), title="index")
