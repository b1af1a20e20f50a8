"""One section at a time; every press saves everything that was typed."""

from __future__ import annotations

from uuid import UUID, uuid4

from flask import render_template, request
from werkzeug.wrappers import Response

from app.access.gate import NoSuchRecord
from app.access.record import Record
from app.authoring import pages
from app.authoring.actions import save
from app.authoring.forms import Posted, Press, all_drawn, drawn, finished, posted
from app.authoring.queries import DraftLine, draft
from app.authoring.rules import rows as row_acts
from app.authoring.rules.document import SECTIONS, Row, fingerprint, laid
from app.authoring.views.blueprint import Page, blueprint, opened, to_review, to_section
from app.consents.queries import require_consent
from app.goals.queries import all_goals

REVIEW = "review"


@blueprint.get("/records/<uuid:record_id>/drafts/<uuid:draft_id>/<section>")
def section(record_id: UUID, draft_id: UUID, section: str) -> str:
    record = opened(record_id)
    line = draft(record, draft_id)
    if section not in SECTIONS or not (line.open and line.mine):
        raise NoSuchRecord
    return _drawn(record, line, section)


@blueprint.post("/records/<uuid:record_id>/drafts/<uuid:draft_id>/<section>")
def write(record_id: UUID, draft_id: UUID, section: str) -> Page:
    record = opened(record_id)
    line = draft(record, draft_id)
    if section not in SECTIONS or not line.mine:
        raise NoSuchRecord
    sent = posted(section, line.sections[section])
    rows = laid(line.sections[section], sent.rows)
    if not line.open or _elsewhere(line, section, sent, rows):
        return _unsaved(record, line, section, rows), 409
    after, anchor = _pressed(section, rows, sent.press)
    save(record, draft_id, section, after)
    return _onward(record_id, draft_id, section, sent.press, anchor)


def _elsewhere(line: DraftLine, section: str, sent: Posted, rows: list[Row]) -> bool:
    """Whether another tab has changed the section since, so that saving would write over what stands there."""
    return bool(sent.seen) and sent.seen != fingerprint(line.sections[section]) and rows != line.sections[section]


def _pressed(section: str, rows: list[Row], press: Press) -> tuple[list[Row], str | None]:
    """The rows after the button, and where on the page to go on."""
    key = press.about
    if press.act == "add":
        fresh = str(uuid4())
        return row_acts.add(section, rows, fresh), f"row-{fresh}"
    if press.act == "out":
        return row_acts.take_out(rows, key), "taken-out"
    if press.act == "back":
        return row_acts.put_back(rows, key), f"row-{key}"
    if press.act in ("up", "down"):
        return row_acts.move(rows, key, -1 if press.act == "up" else 1), f"row-{key}"
    return rows, None


def _onward(record_id: UUID, draft_id: UUID, section: str, press: Press, anchor: str | None) -> Response:
    if press.act == "go" and press.about == REVIEW:
        return to_review(record_id, draft_id)
    if press.act == "go" and press.about in SECTIONS:
        return to_section(record_id, draft_id, press.about)
    return to_section(record_id, draft_id, section, anchor)


def _drawn(record: Record, line: DraftLine, section: str) -> str:
    require_consent(record)
    complete = request.args.get("mend") is not None
    place = pages.places(section, line.sections, drawn(section, line.sections, complete), line.sections[section])
    goals = all_goals(record)
    faults = finished(line.sections, line.base, line.plans).faults if complete else ()
    desk = pages.desk(record, line, section, goals, faults)
    return render_template("authoring/section.html", head=desk.head, desk=desk, place=place, unsaved=None, stored=())


def _unsaved(record: Record, line: DraftLine, section: str, rows: list[Row]) -> str:
    """What was typed, still in its fields, above what is kept; nothing has been written over."""
    typed = {**line.sections, section: rows}
    place = pages.places(section, typed, drawn(section, typed, complete=False), line.sections[section])
    desk = pages.desk(record, line, section, all_goals(record))
    told = "changed" if line.open else "published" if line.published else "thrown away"
    forms = (all_drawn(typed), all_drawn(line.sections))
    stored = pages.what_changes(typed, line.sections, *forms) if line.open else ()
    return render_template("authoring/section.html", head=desk.head, desk=desk, place=place, unsaved=told, stored=stored)
