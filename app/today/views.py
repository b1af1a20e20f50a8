"""The page of a day."""

from __future__ import annotations

from datetime import time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from flask import Blueprint, render_template

from app.access.gate import open_record
from app.access.purposes import Purpose
from app.check_ins.queries import last_check_in
from app.goals.queries import what_matters
from app.identity.current import current_actor
from app.measures.queries import days
from app.measures.rules import moment_of
from app.platform import clock
from app.representations.pages import frame
from app.today.pages import today_page
from app.today.queries import replies

blueprint = Blueprint("today", __name__)


@blueprint.get("/records/<uuid:record_id>/today")
def index(record_id: UUID) -> str:
    record = open_record(current_actor(), record_id, Purpose.READ)
    today = clock.today(record.time_zone)
    yesterday = today - timedelta(days=1)
    since = moment_of(yesterday, time(), ZoneInfo(record.time_zone))
    page = today_page(record, days(record, yesterday, today), what_matters(record), last_check_in(record), replies(record, since))
    return render_template("today/index.html", frame=frame(record, "today"), page=page)
