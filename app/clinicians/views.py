"""Views."""

from flask import Blueprint

blueprint = Blueprint("clinicians", __name__)


@blueprint.get("/clinic")
def worklist() -> str:
    return "worklist"
