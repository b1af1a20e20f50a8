"""The rooms of goals."""

from __future__ import annotations

from uuid import UUID, uuid4

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from app.access.gate import open_record
from app.access.purposes import Purpose
from app.access.record import Record
from app.access.revisions import Stale
from app.goals import actions, pages
from app.goals.forms import CommentForm, GoalForm, ReleaseForm, form_of
from app.goals.queries import all_goals, comments, goal, versions
from app.identity.current import current_actor
from app.localisation.language import current_language
from app.localisation.text import gettext as _
from app.representations.pages import frame

blueprint = Blueprint("goals", __name__, url_prefix="/records/<uuid:record_id>/goals")
Page = str | Response | tuple[str, int]


@blueprint.get("")
def index(record_id: UUID) -> str:
    record = open_record(current_actor(), record_id, Purpose.READ)
    page = pages.goals_page(record, all_goals(record))
    return render_template("goals/index.html", frame=frame(record, "more"), page=page)


@blueprint.get("/new")
def new(record_id: UUID) -> str:
    record = open_record(current_actor(), record_id, Purpose.SET_GOALS)
    form = GoalForm(None, data={"id": uuid4(), "matters_most": "matters" in request.args})
    return render_template("goals/new.html", frame=frame(record, "more"), form=form)


@blueprint.post("/new")
def add(record_id: UUID) -> Page:
    record = open_record(current_actor(), record_id, Purpose.SET_GOALS)
    form = GoalForm()
    if not form.validate():
        return render_template("goals/new.html", frame=frame(record, "more"), form=form), 422
    actions.add_goal(record, form.id.data, form.wish(current_language()))
    flash(_("The goal has been saved."))
    return redirect(url_for("goals.index", record_id=record.id), 303)


@blueprint.get("/<uuid:goal_id>")
def show(record_id: UUID, goal_id: UUID) -> str:
    record = open_record(current_actor(), record_id, Purpose.READ)
    return _show(record, goal_id, ReleaseForm(None), CommentForm(None, data={"id": uuid4()}))


@blueprint.get("/<uuid:goal_id>/edit")
def edit(record_id: UUID, goal_id: UUID) -> str:
    record = open_record(current_actor(), record_id, Purpose.SET_GOALS)
    line = actions.own_goal(record, goal_id)
    return render_template("goals/edit.html", frame=frame(record, "more"), form=form_of(line), goal=pages.card(record, line))


@blueprint.post("/<uuid:goal_id>/edit")
def change(record_id: UUID, goal_id: UUID) -> Page:
    record = open_record(current_actor(), record_id, Purpose.SET_GOALS)
    line, form = actions.own_goal(record, goal_id), GoalForm()
    shown = {"frame": frame(record, "more"), "form": form, "goal": pages.card(record, line)}
    if not form.validate():
        return render_template("goals/edit.html", **shown), 422
    try:
        actions.change_goal(record, goal_id, form.version.data, form.wish(current_language()))
    except Stale:
        form.version.data = line.version
        return render_template("goals/stale.html", **shown, yours=pages.aim(form.target_on.data)), 409
    flash(_("The goal has been saved."))
    return redirect(url_for("goals.show", record_id=record.id, goal_id=goal_id), 303)


@blueprint.post("/<uuid:goal_id>/achievement")
def reach(record_id: UUID, goal_id: UUID) -> Page:
    record = open_record(current_actor(), record_id, Purpose.SET_GOALS)
    actions.reach_goal(record, goal_id)
    flash(_("The goal is marked as reached. Well done is not too much to say."))
    return redirect(url_for("goals.show", record_id=record.id, goal_id=goal_id), 303)


@blueprint.post("/<uuid:goal_id>/release")
def release(record_id: UUID, goal_id: UUID) -> Page:
    record = open_record(current_actor(), record_id, Purpose.SET_GOALS)
    form = ReleaseForm()
    if not form.validate():
        return _show(record, goal_id, form, CommentForm(None, data={"id": uuid4()})), 422
    actions.release_goal(record, goal_id, form.note.data or None)
    flash(_("The goal has been let go. You can take it up again when you like."))
    return redirect(url_for("goals.show", record_id=record.id, goal_id=goal_id), 303)


@blueprint.post("/<uuid:goal_id>/reopening")
def bring_back(record_id: UUID, goal_id: UUID) -> Page:
    record = open_record(current_actor(), record_id, Purpose.SET_GOALS)
    actions.bring_back_goal(record, goal_id)
    flash(_("The goal is one of your goals again."))
    return redirect(url_for("goals.show", record_id=record.id, goal_id=goal_id), 303)


@blueprint.post("/<uuid:goal_id>/comments")
def comment(record_id: UUID, goal_id: UUID) -> Page:
    record = open_record(current_actor(), record_id, Purpose.COMMENT)
    form = CommentForm()
    if not form.validate():
        return _show(record, goal_id, ReleaseForm(None), form), 422
    actions.comment_on_goal(record, goal_id, form.id.data, form.text.data, current_language())
    flash(_("Your comment has been sent."))
    return redirect(url_for("goals.show", record_id=record.id, goal_id=goal_id), 303)


def _show(record: Record, goal_id: UUID, release_form: ReleaseForm, comment_form: CommentForm) -> str:
    line = goal(record, goal_id)
    return render_template(
        "goals/show.html",
        frame=frame(record, "more"),
        goal=pages.card(record, line),
        comments=pages.said(record, comments(record, goal_id)),
        changes=pages.changed(record, versions(record, goal_id)),
        may_comment=record.may(Purpose.COMMENT),
        release_form=release_form,
        comment_form=comment_form,
    )
