"""The public pages. Nobody is asked who they are, and nothing is looked up."""

from __future__ import annotations

from flask import Blueprint, render_template

from app.notices.pages import emergency_lines

blueprint = Blueprint("notices", __name__)


@blueprint.context_processor
def keep_messages_for_later() -> dict[str, object]:
    """A message may be about somebody: it waits for that person's own pages."""
    return {"get_flashed_messages": lambda **_: []}


@blueprint.get("/")
def start() -> str:
    """What Egenplan is, and the way in."""
    return render_template("notices/start.html")


@blueprint.get("/emergency")
def emergency() -> str:
    """Whom to call, and when."""
    return render_template("notices/emergency.html", lines=emergency_lines())


@blueprint.get("/privacy")
def privacy() -> str:
    """What is kept, who sees it and what is logged."""
    return render_template("notices/privacy.html")


@blueprint.get("/accessibility")
def accessibility() -> str:
    """What has been tried, what has not, and where to say that something is in the way."""
    return render_template("notices/accessibility.html")


@blueprint.get("/offline")
def offline() -> str:
    """What to do when there is no network."""
    return render_template("notices/offline.html")
