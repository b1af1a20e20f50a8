"""Where writing begins, and where it is given up."""

from __future__ import annotations

from uuid import UUID

from flask import flash, render_template
from werkzeug.wrappers import Response

from app.access.record import Record
from app.authoring import pages
from app.authoring.actions import begin, discard
from app.authoring.forms import ConsentForm, ShapeForm
from app.authoring.queries import draft, open_drafts, shaped, shapes, standing
from app.authoring.rules.document import SECTIONS, Sections
from app.authoring.views.blueprint import Page, blueprint, opened, to_section, to_start
from app.consents.queries import has_consent, latest_consent
from app.localisation.language import current_language
from app.localisation.text import gettext as _
from app.plans.queries import all_plans
from app.platform import clock

EMPTY = "empty"


@blueprint.get("/records/<uuid:record_id>/plan/write")
def start(record_id: UUID) -> str:
    return _start_page(opened(record_id))


@blueprint.post("/records/<uuid:record_id>/drafts")
def begin_draft(record_id: UUID) -> Page:
    record = opened(record_id)
    now, form = standing(record), _shape_form()
    if not has_consent(record):
        return _start_page(record), 422
    if not now.any and not form.validate():
        return _start_page(record, form), 422
    sections = now.sections if now.any else _laid_under(now.sections, shaped(form.shape.data, form.language.data))
    return to_section(record_id, begin(record, sections, now.as_base()), SECTIONS[0])


@blueprint.post("/records/<uuid:record_id>/drafts/<uuid:draft_id>/copies")
def copy(record_id: UUID, draft_id: UUID) -> Response:
    """Go on from somebody else's draft, in one of one's own: theirs stays as it is."""
    record = opened(record_id)
    theirs = draft(record, draft_id)
    base = {"plans": theirs.plans, "sections": theirs.base}
    return to_section(record_id, begin(record, theirs.sections, base), SECTIONS[0])


@blueprint.post("/records/<uuid:record_id>/drafts/<uuid:draft_id>/end")
def throw_away(record_id: UUID, draft_id: UUID) -> Response:
    discard(opened(record_id), draft_id)
    flash(_("The draft is thrown away. The plan is as it was."))
    return to_start(record_id)


def _start_page(record: Record, form: ShapeForm | None = None) -> str:
    consent = latest_consent(record)
    page = pages.start_page(record, consent, open_drafts(record), standing(record), all_plans(record))
    if page.consent is None:
        asked = ConsentForm(formdata=None, data={"given_on": clock.today(record.time_zone)})
        return render_template("authoring/consent.html", head=page.head, form=asked)
    details = {shape.name: shape.detail for shape in shapes(current_language())}
    return render_template("authoring/start.html", head=page.head, page=page, form=form or _shape_form(), details=details)


def _shape_form() -> ShapeForm:
    named = [(shape.name, shape.title) for shape in shapes(current_language())]
    return ShapeForm([*named, (EMPTY, _("An empty plan"))], data={"language": current_language()})


def _laid_under(empty: Sections, filled: Sections) -> Sections:
    """A new document never loses what stands already, which is nothing where no plan does."""
    return {section: filled[section] or empty[section] for section in SECTIONS}
