"""Looking through a draft, publishing it, and putting two versions together."""

from __future__ import annotations

from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from werkzeug.exceptions import UnprocessableEntity

from app.access.gate import NoSuchRecord
from app.access.record import Record
from app.authoring import pages
from app.authoring.actions import publish as publish_draft
from app.authoring.actions import rebase
from app.authoring.forms import Finished, MergeForm, PublishForm, all_drawn, finished
from app.authoring.queries import DraftLine, Standing, draft, standing
from app.authoring.rules.document import SECTIONS, fingerprint
from app.authoring.rules.merging import differences, merged
from app.authoring.rules.wanted import Moved, NothingToPublish
from app.authoring.views.blueprint import Page, blueprint, opened, to_review
from app.consents.queries import require_consent
from app.goals.queries import all_goals
from app.localisation.text import gettext as _
from app.measures.queries import all_measures
from app.measures.rules import BadRhythm
from app.plans.pages.changes import ChangeWords


@blueprint.get("/records/<uuid:record_id>/drafts/<uuid:draft_id>")
def review(record_id: UUID, draft_id: UUID) -> str:
    record = opened(record_id)
    require_consent(record)
    line = _open(record, draft_id)
    return _reviewed(record, line, _looked_through(line), PublishForm(formdata=None, data={"version": line.version}))


@blueprint.post("/records/<uuid:record_id>/drafts/<uuid:draft_id>/publication")
def publish(record_id: UUID, draft_id: UUID) -> Page:
    record, form = opened(record_id), PublishForm()
    line = _own(record, draft_id)
    done, change = _looked_through(line), any(line.plans.values())
    if not form.validate() or done.faults or (change and form.needs_comment()):
        return _reviewed(record, line, done, form), 422
    if form.version.data != line.version:
        form.version.data = line.version
        return _reviewed(record, line, done, form, moved=True), 409
    try:
        publish_draft(record, draft_id, done.wanted, form.comment.data or None)
    except NothingToPublish:
        return _reviewed(record, line, done, form, nothing=True), 422
    except Moved:
        return _two_versions(record, line, standing(record), form.comment.data or ""), 409
    except BadRhythm:  # the forms let none through; what a page keeps hidden was changed on the way
        raise UnprocessableEntity from None
    flash(_("The plan is published. The patient sees it now."))
    return redirect(url_for("clinicians.plan", record_id=record_id), 303)


@blueprint.get("/records/<uuid:record_id>/drafts/<uuid:draft_id>/merging")
def two_versions(record_id: UUID, draft_id: UUID) -> Page:
    record = opened(record_id)
    line, now = _own(record, draft_id), standing(record)
    return to_review(record_id, draft_id) if now.as_base() == _base(line) else _two_versions(record, line, now)


@blueprint.post("/records/<uuid:record_id>/drafts/<uuid:draft_id>/merging")
def merge(record_id: UUID, draft_id: UUID) -> Page:
    record, form = opened(record_id), MergeForm()
    line, now = _own(record, draft_id), standing(record)
    if form.seen.data != _seen(now):
        return _two_versions(record, line, now), 409
    asked = differences(line.base, line.sections, now.sections)
    rebase(record, draft_id, merged(line.sections, now.sections, asked, form.taken(asked, request.form)), now.as_base())
    flash(_("The two versions are put together in your draft. Look through it before you publish."))
    return to_review(record_id, draft_id)


def _open(record: Record, draft_id: UUID) -> DraftLine:
    line = draft(record, draft_id)
    if not line.open:
        raise NoSuchRecord
    return line


def _own(record: Record, draft_id: UUID) -> DraftLine:
    line = _open(record, draft_id)
    if not line.mine:
        raise NoSuchRecord
    return line


def _looked_through(line: DraftLine) -> Finished:
    return finished(line.sections, line.base, line.plans)


def _reviewed(
    record: Record, line: DraftLine, done: Finished, form: PublishForm, *, moved: bool = False, nothing: bool = False
) -> str:
    goals, measures = all_goals(record), all_measures(record)
    desk = pages.desk(record, line, "review", goals, done.faults)
    return render_template(
        "authoring/review.html",
        head=desk.head,
        desk=desk,
        form=form,
        faults=done.faults,
        moved=moved,
        nothing=nothing,
        behind=standing(record).as_base() != _base(line),
        changes=() if desk.new else _changes(line),
        page=None if done.faults else pages.preview(record, line, done.whole, goals, measures),
    )


def _changes(line: DraftLine) -> tuple[ChangeWords, ...]:
    return pages.what_changes(line.base, line.sections, all_drawn(line.base), all_drawn(line.sections))


def _two_versions(record: Record, line: DraftLine, now: Standing, comment: str = "") -> str:
    asked = differences(line.base, line.sections, now.sections)
    return render_template(
        "authoring/two_versions.html",
        head=pages.desk(record, line, "review", []).head,
        draft_id=line.id,
        rows=pages.merge_rows(asked, line.sections, now.sections, all_drawn(line.sections), all_drawn(now.sections)),
        form=MergeForm(formdata=None, data={"seen": _seen(now)}),
        comment=comment,
    )


def _base(line: DraftLine) -> dict[str, object]:
    return {"plans": line.plans, "sections": line.base}


def _seen(now: Standing) -> str:
    return fingerprint([{"key": name, "rows": now.sections[name]} for name in SECTIONS] + [{"key": "plans", **now.plans}])
