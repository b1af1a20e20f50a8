"""The worker, and the pages about nobody that it may keep."""

from __future__ import annotations

from flask import Response, current_app, g, request, url_for
from flask.blueprints import BlueprintSetupState

from app.config import LANGUAGES
from app.localisation.language import current_language, speak
from app.offline import pages
from app.offline.rules import SHELL, SPARE
from app.offline.views.blueprint import blueprint
from app.platform.assets import asset, asset_names, version_of_pages


@blueprint.get("/service-worker.js")
def worker() -> Response:
    """The browser asks for it on its own, with or without saying who reads; it says the same to all."""
    if current_app.config["WORKER"]:
        script = pages.worker(wished_language(), version_of_pages(), asset_names(), asset)
    else:
        script = pages.farewell()
    answer = Response(script, mimetype="text/javascript")
    answer.headers["Cache-Control"] = "no-cache"
    return answer


@blueprint.after_app_request
def let_phones_keep(response: Response) -> Response:
    """Everything else is `no-store`, and the worker keeps nothing that is."""
    if _is_about_nobody() and request.method in ("GET", "HEAD") and response.status_code == 200:
        response.headers["Cache-Control"] = "private, no-cache"
    return response


@blueprint.record_once
def tell_pages(state: BlueprintSetupState) -> None:
    state.app.jinja_env.globals |= {"worker_address": _address, "version_of_pages": version_of_pages}  # type: ignore[attr-defined]


def wished_language() -> str:
    """As the address says: the language of the page that named it."""
    wished = request.args.get("language")
    if wished in LANGUAGES:
        speak(wished)
    return current_language()


def _is_about_nobody() -> bool:
    return request.endpoint in SHELL or (request.endpoint in SPARE and g.get("actor") is None)


def _address() -> str | None:
    # A kept page would go on naming the worker of its own language after its reader has chosen another.
    if not current_app.config["WORKER"] or _is_about_nobody():
        return None
    return url_for("offline.worker", language=current_language())
