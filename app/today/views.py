"""The page of a day."""

from __future__ import annotations

from datetime import time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from flask import Blueprint, render_template

from app.access.gate import open_record
from app.access.purposes import Purpose
from app.access.record import Record
from app.check_ins.queries import last_check_in
from app.goals.queries import what_matters
from app.identity.current import current_actor
from app.measures.queries import days
from app.measures.rules import CHECK_IN, State, moment_of
from app.plans.pages import plan_news_card
from app.plans.queries import plan_news
from app.platform import clock
from app.representations.pages import frame
from app.today.pages import today_page
from app.today.queries import since

blueprint = Blueprint("today", __name__)


@blueprint.get("/records/<uuid:record_id>/today")
def index(record_id: UUID) -> str:
    record = open_record(current_actor(), record_id, Purpose.READ)
    return render_template("today/index.html", frame=frame(record, "today"), **shown(record))


def shown(record: Record) -> dict[str, object]:
    """What the room shows now, here and in what a phone keeps."""
    today = clock.today(record.time_zone)
    yesterday = today - timedelta(days=1)
    due = days(record, yesterday, today)
    happened = since(record, moment_of(yesterday, time(), ZoneInfo(record.time_zone)))
    late = any(line.asks_for == CHECK_IN and line.state is State.LATE for line in due)
    told = happened.told if late and not record.on_behalf else []
    page = today_page(record, due, what_matters(record), last_check_in(record), happened.replies, told)
    return {"page": page, "news": plan_news_card(record, plan_news(record))}
