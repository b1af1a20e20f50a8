"""Who looked: for the patient alone."""

from __future__ import annotations

from uuid import UUID

from flask import Blueprint, abort, render_template, request

from app.access.gate import open_record
from app.access.purposes import Purpose
from app.access_log import pages
from app.access_log.queries import log_lines
from app.identity.current import current_actor
from app.representations.pages import frame

blueprint = Blueprint("access_log", __name__)


@blueprint.get("/records/<uuid:record_id>/access-log")
def index(record_id: UUID) -> str:
    record = open_record(current_actor(), record_id, Purpose.READ_LOG)
    number, only_others = _page_number(), request.args.get("show") == "others"
    lines = log_lines(record, pages.PAGE + 1, (number - 1) * pages.PAGE, only_others)
    page = pages.log_page(record, lines, number, only_others)
    return render_template("access_log/index.html", frame=frame(record, "more"), page=page)


def _page_number() -> int:
    """The page asked for. What is no page is not there."""
    asked = request.args.get("page", "1")
    if not (asked.isascii() and asked.isdigit() and len(asked) < 6 and int(asked) > 0):
        abort(404)
    return int(asked)
