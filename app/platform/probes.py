"""For machines that watch: alive, ready, and figures."""

from __future__ import annotations

from flask import Blueprint, Flask, Response
from prometheus_flask_exporter import PrometheusMetrics
from sqlalchemy import text

from app.platform.db import db

blueprint = Blueprint("probes", __name__)


@blueprint.get("/healthz")
def alive() -> Response:
    """200 once pages can be served."""
    return Response("ok\n", mimetype="text/plain")


@blueprint.get("/readyz")
def ready() -> Response:
    """200 when the database answers."""
    db.session.execute(text("SELECT 1"))
    return Response("ready\n", mimetype="text/plain")


def count_requests(app: Flask) -> None:
    """Serve figures at `/metrics`, by endpoint and never by address: addresses name records."""
    PrometheusMetrics(app, group_by="endpoint", default_labels=None, excluded_paths=["^/static/", "^/healthz$"])
