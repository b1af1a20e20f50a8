"""How it develops: the numbers and the zones over time."""

from __future__ import annotations

from uuid import UUID

from flask import Blueprint, render_template, request

from app.access.gate import open_record
from app.access.purposes import Purpose
from app.access.record import Record
from app.identity.current import current_actor
from app.readings import pages
from app.readings.queries import last_values, series, zones_since
from app.readings.rules import days_of
from app.representations.pages import frame

blueprint = Blueprint("readings", __name__)


@blueprint.get("/records/<uuid:record_id>/progress")
def progress(record_id: UUID) -> str:
    record = open_record(current_actor(), record_id, Purpose.READ)
    page = development_of(record, pages.span_of(request.args.get("days"), record.time_zone))
    return render_template("readings/progress.html", frame=frame(record, "progress"), page=page)


def development_of(record: Record, span: pages.Span) -> pages.Development:
    """Everything the page shows, in three statements."""
    zones = days_of(zones_since(record, span.starts_at), record.time_zone)
    return pages.development(span, last_values(record), series(record, span.read_from), zones)
