"""Ending a plan, with a reason."""

from __future__ import annotations

from uuid import UUID

from flask import flash, redirect, render_template, url_for

from app.access.gate import NoSuchRecord
from app.access.record import Record
from app.access.revisions import Stale
from app.authoring.forms import EndForm
from app.authoring.queries import standing
from app.authoring.views.blueprint import Page, blueprint, opened
from app.clinicians.pages import head
from app.localisation.text import gettext as _
from app.plans.actions import end_plan
from app.plans.pages.authorship import byline
from app.plans.queries import PlanLine, all_plans
from app.plans.rules import NoChange, PlanStatus


@blueprint.get("/records/<uuid:record_id>/plans/<uuid:plan_id>/end")
def ending(record_id: UUID, plan_id: UUID) -> str:
    record = opened(record_id)
    plan = _in_force(record, plan_id)
    return _page(record, plan, EndForm(formdata=None, data={"version": plan.version}))


@blueprint.post("/records/<uuid:record_id>/plans/<uuid:plan_id>/end")
def end(record_id: UUID, plan_id: UUID) -> Page:
    record, form = opened(record_id), EndForm()
    plan = _in_force(record, plan_id)
    if not form.validate():
        return _page(record, plan, form), 422
    try:
        end_plan(record, plan_id, form.version.data, PlanStatus(form.status.data), form.reason.data)
    except (Stale, NoChange):
        form.version.data = plan.version
        return _page(record, plan, form, moved=True), 409
    flash(_("The plan has ended. The patient sees why."))
    return redirect(url_for("clinicians.plan", record_id=record_id), 303)


def _in_force(record: Record, plan_id: UUID) -> PlanLine:
    """Errors: `NoSuchRecord`."""
    if str(plan_id) not in standing(record).plans.values():
        raise NoSuchRecord
    return next(plan for plan in all_plans(record) if plan.id == plan_id)


def _page(record: Record, plan: PlanLine, form: EndForm, moved: bool = False) -> str:
    words = byline(record, plan)
    return render_template("authoring/end.html", head=head(record, "plan"), plan=plan, words=words, form=form, moved=moved)
