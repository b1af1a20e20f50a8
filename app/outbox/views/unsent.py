"""What lies on this phone and is not sent. The page is about nobody; a script fills it."""

from __future__ import annotations

from flask import render_template

from app.identity.current import actor_if_any
from app.outbox.views.blueprint import blueprint


@blueprint.get("/unsent")
def unsent() -> str:
    actor_if_any()  # so that the page says whose it is
    return render_template("outbox/unsent.html")
