"""The blueprint, and what every page of it is made with."""

from __future__ import annotations

from uuid import UUID

from flask import Blueprint, redirect, render_template, url_for
from werkzeug.wrappers import Response

from app.access.record import Record
from app.representations.pages import frame

blueprint = Blueprint("measures", __name__, url_prefix="/records/<uuid:record_id>/measures")
Page = str | Response | tuple[str, int]


def page(name: str, record: Record, **shown: object) -> str:
    """The page `name` in the frame of an opened record."""
    return render_template(f"measures/{name}.html", frame=frame(record, "more"), **shown)


def to_measure(record: Record, measure_id: UUID) -> Response:
    return redirect(url_for("measures.show", record_id=record.id, measure_id=measure_id), 303)
