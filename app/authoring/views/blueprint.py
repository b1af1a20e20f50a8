"""The blueprint, and what its views share."""

from __future__ import annotations

from uuid import UUID

from flask import Blueprint, redirect, request, url_for
from werkzeug.wrappers import Response

from app.access.gate import open_record
from app.access.purposes import Purpose
from app.access.record import Record
from app.consents.rules import NoConsent
from app.identity.current import current_actor

blueprint = Blueprint("authoring", __name__, url_prefix="/clinic")
Page = str | Response | tuple[str, int]


def opened(record_id: UUID) -> Record:
    return open_record(current_actor(), record_id, Purpose.WRITE_PLAN)


def to_start(record_id: UUID) -> Response:
    return redirect(url_for("authoring.start", record_id=record_id), 303)


def to_section(record_id: UUID, draft_id: UUID, section: str, anchor: str | None = None) -> Response:
    return redirect(url_for("authoring.section", record_id=record_id, draft_id=draft_id, section=section, _anchor=anchor), 303)


def to_review(record_id: UUID, draft_id: UUID) -> Response:
    return redirect(url_for("authoring.review", record_id=record_id, draft_id=draft_id), 303)


@blueprint.errorhandler(NoConsent)
def _ask_first(_error: NoConsent) -> Response:
    """Nothing has been written: to where the patient's yes is written down."""
    return to_start((request.view_args or {})["record_id"])
