"""Signing in and out, and one's own settings."""

from __future__ import annotations

from uuid import UUID

from flask import Blueprint, abort, current_app, flash, g, redirect, render_template, request, session, url_for
from flask_wtf.csrf import generate_csrf
from werkzeug.wrappers import Response

from app.identity import pages
from app.identity.actor import NotSignedIn
from app.identity.current import actor_if_any, current_actor, session_limits
from app.identity.devices import browser_and_system
from app.identity.forms import DemoSignInForm, LanguageForm
from app.identity.people import DemoPerson, demo_people, set_language
from app.identity.sessions import end_session, end_session_of, endable_sessions, start_session, succeed_session
from app.localisation.language import current_language, speak
from app.localisation.text import gettext as _
from app.platform.security import limiter

blueprint = Blueprint("identity", __name__)


@blueprint.get("/sign-in")
def sign_in() -> str:
    people = demo_people() if current_app.config["DEMO"] else []
    return render_template("identity/sign_in.html", doors=pages.doors(people), actor=actor_if_any())


@blueprint.post("/sign-in/demo")
@limiter.limit("300/minute")
def sign_in_demo() -> Response:
    if not current_app.config["DEMO"]:
        abort(404)
    form = DemoSignInForm()
    person = next((each for each in demo_people() if each.key == form.person.data), None)
    if person is None:
        abort(400)
    waiting, wish = session.get("waiting"), session.get("start")
    _begin(person)
    return redirect(url_for("devices.waiting", opaque_id=waiting) if waiting else _first_room(person, wish), 303)


@blueprint.post("/sign-out")
def sign_out() -> Response:
    token = session.get("token")
    if isinstance(token, str):
        end_session_of(token)
    session.clear()
    answer = redirect(url_for("notices.start"), 303)
    # Nothing of anybody's is in the browser's cache (`no-store`); this takes what it keeps to go back to (W3C Clear Site Data).
    # "storage" would take what is not yet sent.
    answer.headers["Clear-Site-Data"] = '"cache"'
    return answer


@blueprint.get("/settings")
def settings() -> str:
    actor = current_actor()
    devices = pages.devices(endable_sessions(actor, session_limits()), actor.time_zone)
    form = LanguageForm(data={"language": current_language()})
    return render_template("identity/settings.html", language=form, devices=devices, actor=actor)


@blueprint.post("/settings/language")
def change_language() -> Response:
    actor, form = current_actor(), LanguageForm()
    if not form.validate():
        abort(400)
    set_language(actor.person_id, form.language.data)
    session["language"] = form.language.data
    speak(form.language.data)
    flash(_("The language has been changed."))
    return redirect(url_for("identity.settings"), 303)


@blueprint.post("/settings/sessions/<uuid:session_id>/end")
def end_device(session_id: UUID) -> Response:
    end_session(session_id, current_actor().person_id)
    flash(_("That device has been signed out."))
    return redirect(url_for("identity.settings"), 303)


@blueprint.app_errorhandler(NotSignedIn)
def ask_to_sign_in(error: NotSignedIn) -> Response | tuple[str, int]:
    if request.method in ("GET", "HEAD"):
        return redirect(url_for("identity.sign_in"), 303)
    return render_template("identity/signed_out.html"), 401


def _begin(person: DemoPerson) -> None:
    old = session.get("token")
    session.clear()  # a new sign-in takes nothing over from the one before, the CSRF token included
    # Its own is made now: else the scripts of the first page, asking at once, are each given another, and only the last counts.
    g.pop("csrf_token", None)
    generate_csrf()
    device = "|".join(browser_and_system(request.user_agent.string))
    provider = "demo-clinician" if person.clinician_id else "demo-citizen"
    session["token"] = start_session(person.person_id, person.clinician_id, provider=provider, device=device)
    if isinstance(old, str):
        succeed_session(old, session["token"])
    if person.language:
        session["language"] = person.language


def _first_room(person: DemoPerson, wish: str | None) -> str:
    if person.clinician_id:
        return url_for("clinicians.worklist")
    if wish:
        return url_for("offline.start", room=wish)
    if person.record_id:
        return url_for("today.index", record_id=person.record_id)
    return url_for("representations.index")
