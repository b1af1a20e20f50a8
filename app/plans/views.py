"""The plan, on screen and on paper, and what it has been."""

from __future__ import annotations

from uuid import UUID

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from app.access.gate import open_record
from app.access.purposes import Purpose
from app.access.record import Record
from app.check_ins.queries import last_check_in
from app.goals.queries import all_goals
from app.identity.current import current_actor
from app.localisation.text import gettext as _
from app.measures.queries import all_measures
from app.plans import pages
from app.plans.actions.reading import see_plan
from app.plans.forms import SeenPlanForm
from app.plans.queries import all_events, all_plans, all_problems, past_of, plan_news
from app.representations.pages import frame
from app.zones.queries import current_zones

blueprint = Blueprint("plans", __name__)


@blueprint.get("/records/<uuid:record_id>/plan")
def show(record_id: UUID) -> str:
    record = open_record(current_actor(), record_id, Purpose.READ)
    return render_template("plans/show.html", frame=frame(record, "plan"), **shown(record))


def shown(record: Record) -> dict[str, object]:
    """What the room shows now, here and in what a phone keeps."""
    return {"page": pages.plan_page(record, _found(record)), "news": pages.plan_news_card(record, plan_news(record))}


@blueprint.get("/records/<uuid:record_id>/plan/print")
def on_paper(record_id: UUID) -> str:
    record = open_record(current_actor(), record_id, Purpose.READ)
    page = pages.plan_page(record, _found(record), whole=True)
    return render_template("plans/paper.html", frame=frame(record, "plan"), page=page)


@blueprint.get("/records/<uuid:record_id>/plan/history")
def history(record_id: UUID) -> str:
    record = open_record(current_actor(), record_id, Purpose.READ)
    events, number = all_events(record), _page_number()
    past = past_of(record, (step for event in pages.on_page(events, number) for step in event))
    page = pages.history_page(record, events, number, past, all_problems(record))
    news = pages.plan_news_card(record, plan_news(record)) if number == 1 else None
    return render_template("plans/history.html", frame=frame(record, "plan"), page=page, news=news)


@blueprint.post("/records/<uuid:record_id>/plan/seen")
def seen(record_id: UUID) -> Response:
    record, form = open_record(current_actor(), record_id, Purpose.READ), SeenPlanForm()
    if form.until.data is None:
        abort(400)
    see_plan(record, form.until.data)
    flash(_("What has changed in the plan always stands under “What has changed”."))
    return redirect(url_for("today.index", record_id=record_id), 303)


def _found(record: Record) -> pages.Found:
    return pages.Found(
        plans=all_plans(record),
        problems=all_problems(record),
        goals=all_goals(record),
        measures=all_measures(record),
        zones=current_zones(record),
        last=last_check_in(record),
    )


def _page_number() -> int:
    """The page asked for. What is no page is not there."""
    asked = request.args.get("page", "1")
    if not (asked.isascii() and asked.isdigit() and len(asked) < 6 and int(asked) > 0):
        abort(404)
    return int(asked)
