"""The clinic: whom to look at first, one patient's record, and that somebody has looked."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from app.access.gate import open_record
from app.access.purposes import Purpose
from app.access.record import Record
from app.access.worklist import open_worklist
from app.check_ins.queries import CheckInLine, check_in, check_ins, last_check_in
from app.clinicians import pages, queries
from app.clinicians.actions import Outcome, acknowledge, acknowledge_all
from app.clinicians.forms import ReplyForm, SeenForm, late_form, named, page_number, readable_id, reply_form
from app.goals.queries import all_goals
from app.identity.current import current_actor
from app.localisation.language import current_language
from app.localisation.text import gettext as _
from app.measures.actions import NothingDue, Overtaken
from app.measures.queries import all_measures
from app.outbox.actions import accept, set_aside
from app.outbox.forms import SetAsideForm, reread
from app.outbox.queries import decided, how_many_wait, quarantined
from app.plans import pages as plan_pages
from app.plans.queries import all_events, all_plans, all_problems, past_of
from app.plans.rules.events import Step
from app.platform import clock
from app.readings.pages import span_of
from app.readings.views import development_of
from app.zones.queries import current_zones

blueprint = Blueprint("clinicians", __name__)
PAGE = 20
MOST_CHANGES = 4
UNLOOKED = timedelta(days=7)


@blueprint.get("/clinic")
def worklist() -> str:
    actor = current_actor()
    records = open_worklist(actor)
    late = how_many_wait(records)
    listed = pages.worklist(queries.worklist(records), request.args.get("show") != "waiting", actor.time_zone, late)
    return render_template("clinicians/worklist.html", worklist=listed)


@blueprint.get("/clinic/records/<uuid:record_id>")
def record(record_id: UUID) -> str:
    opened = open_record(current_actor(), record_id, Purpose.FOLLOW_UP)
    lines = queries.worklist(open_worklist(opened.actor, again=True))
    before = readable_id(request.args.get("before"))
    found = check_ins(opened, PAGE + 1, before)
    history, waiting = _history(opened, found, before), quarantined(opened)
    return render_template(
        "clinicians/record.html",
        head=pages.head(opened, "check-ins"),
        beside=_beside(opened, lines),
        changes=None if before else _changes(opened, lines, found),
        goals=pages.own_goals(all_goals(opened)),
        history=history,
        late=pages.late(opened, waiting),
        late_forms={each.id: late_form(each.id) for each in waiting},
        forms={entry.id: reply_form(entry.id, before) for entry in history.entries if entry.answerable},
    )


@blueprint.get("/clinic/records/<uuid:record_id>/plan")
def plan(record_id: UUID) -> str:
    opened = open_record(current_actor(), record_id, Purpose.FOLLOW_UP)
    beside = _beside(opened, queries.worklist(open_worklist(opened.actor, again=True)))
    page = plan_pages.plan_page(opened, _plan_of(opened))
    return render_template("clinicians/plan.html", head=pages.head(opened, "plan"), beside=beside, page=page)


@blueprint.get("/clinic/records/<uuid:record_id>/plan/history")
def plan_history(record_id: UUID) -> str:
    opened = open_record(current_actor(), record_id, Purpose.FOLLOW_UP)
    beside = _beside(opened, queries.worklist(open_worklist(opened.actor, again=True)))
    page = _told(opened, all_events(opened), page_number(request.args.get("page")))
    return render_template("clinicians/plan_history.html", head=pages.head(opened, "plan"), beside=beside, page=page)


@blueprint.get("/clinic/records/<uuid:record_id>/progress")
def progress(record_id: UUID) -> str:
    opened = open_record(current_actor(), record_id, Purpose.FOLLOW_UP)
    beside = _beside(opened, queries.worklist(open_worklist(opened.actor, again=True)))
    page = development_of(opened, span_of(request.args.get("days"), opened.time_zone))
    return render_template("clinicians/progress.html", head=pages.head(opened, "progress"), beside=beside, page=page)


@blueprint.post("/clinic/records/<uuid:record_id>/check-ins/<uuid:check_in_id>/acknowledgement")
def acknowledge_one(record_id: UUID, check_in_id: UUID) -> Response | tuple[str, int]:
    opened = open_record(current_actor(), record_id, Purpose.ACKNOWLEDGE)
    form = named(ReplyForm(), check_in_id)
    if not form.validate():
        return _unsent(opened, check_in_id, form), 422
    if acknowledge(opened, check_in_id, form.reply.data, current_language()) is Outcome.ANSWERED:
        form.refuse_second_reply()
        return _unsent(opened, check_in_id, form), 409
    flash(_("Marked as seen, and your reply has been sent.") if form.reply.data else _("Marked as seen."))
    return _back(opened, form, check_in_id)


@blueprint.post("/clinic/records/<uuid:record_id>/acknowledgements")
def acknowledge_shown(record_id: UUID) -> Response:
    opened = open_record(current_actor(), record_id, Purpose.ACKNOWLEDGE)
    form = SeenForm()
    if not form.check_in.data:
        abort(400)
    acknowledge_all(opened, form.check_in.data)
    flash(_("Marked as seen."))
    return redirect(url_for("clinicians.record", record_id=record_id, before=form.before.data), 303)


@blueprint.post("/clinic/records/<uuid:record_id>/late/<uuid:item_id>/accept")
def accept_late(record_id: UUID, item_id: UUID) -> Response:
    opened = open_record(current_actor(), record_id, Purpose.DECIDE)
    (waiting,) = quarantined(opened, item_id)
    try:
        accept(opened, waiting, reread(opened, waiting))
        flash(_("It is part of the record now."))
    except (NothingDue, Overtaken):
        flash(_("The plan does not ask for that any more, or a later answer stands. You can leave it out."), "warning")
    return redirect(url_for("clinicians.record", record_id=record_id), 303)


@blueprint.post("/clinic/records/<uuid:record_id>/late/<uuid:item_id>/set-aside")
def set_late_aside(record_id: UUID, item_id: UUID) -> Response | tuple[str, int]:
    opened = open_record(current_actor(), record_id, Purpose.DECIDE)
    found, form = quarantined(opened, item_id), late_form(item_id, SetAsideForm())
    if not form.validate():
        shown = {"late": pages.late(opened, found), "forms": {item_id: form}, "form": form}
        return render_template("clinicians/late_one.html", head=pages.head(opened, "check-ins"), beside=None, **shown), 422
    set_aside(opened, item_id, form.reason.data)
    flash(_("It was left out of the record, with your reason."))
    return redirect(url_for("clinicians.record", record_id=record_id), 303)


def _history(opened: Record, found: list[CheckInLine], before: UUID | None) -> pages.History:
    shown, more = found[:PAGE], len(found) > PAGE
    mine = queries.own_replies(opened, [line.id for line in shown])
    further = queries.unseen_before(opened, shown[-1].id, shown[-1].measured_at) if more else None
    taken = decided(opened, [line.id for line in shown])
    return pages.history(opened, shown, more, before, mine, further, taken)


def _changes(opened: Record, lines: list[queries.WorklistLine], found: list[CheckInLine]) -> pages.ChangesCard:
    looked_at = queries.last_looked(opened)
    since = looked_at or clock.now() - UNLOOKED
    line = next((each for each in lines if each.record.id == opened.id), None)
    by_others = [event for event in all_events(opened) if pages.is_news(event[0], since, opened.actor)]
    plan = _told(opened, by_others[:MOST_CHANGES])
    return pages.changes_card(opened, queries.changes_since(opened, since), looked_at, line, found, plan, len(by_others))


def _told(opened: Record, events: Sequence[tuple[Step, ...]], number: int = 1) -> plan_pages.HistoryPage:
    if not events:
        return plan_pages.history_page(opened, events, number, {}, [])
    past = past_of(opened, (step for event in plan_pages.on_page(events, number) for step in event))
    return plan_pages.history_page(opened, events, number, past, all_problems(opened))


def _plan_of(opened: Record) -> plan_pages.Found:
    return plan_pages.Found(
        plans=all_plans(opened),
        problems=all_problems(opened),
        goals=all_goals(opened),
        measures=all_measures(opened),
        zones=current_zones(opened),
        last=last_check_in(opened),
    )


def _beside(opened: Record, lines: list[queries.WorklistLine]) -> pages.Worklist:
    return pages.worklist(lines, True, opened.actor.time_zone)


def _unsent(opened: Record, check_in_id: UUID, form: ReplyForm) -> str:
    """The check-in alone, with what was typed and how to mend it."""
    beside = _beside(opened, queries.worklist(open_worklist(opened.actor, again=True)))
    entry = pages.entry(opened, check_in(opened, check_in_id))
    return render_template("clinicians/reply.html", head=pages.head(opened, "check-ins"), beside=beside, entry=entry, form=form)


def _back(opened: Record, form: ReplyForm, check_in_id: UUID) -> Response:
    if form.back.data == "list":
        return redirect(url_for("clinicians.worklist"), 303)
    place = f"check-in-{check_in_id}"
    return redirect(url_for("clinicians.record", record_id=opened.id, before=form.before.data, _anchor=place), 303)
