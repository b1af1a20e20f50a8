"""One's devices, and where a notification leads."""

from __future__ import annotations

import hashlib
from uuid import UUID

from flask import Blueprint, Response, abort, flash, g, jsonify, redirect, render_template, request, session, url_for
from flask.blueprints import BlueprintSetupState
from flask_wtf.csrf import generate_csrf
from werkzeug.wrappers import Response as AnyResponse

from app.devices import pages
from app.devices.actions import keep_device, remove_device, renew_device, settle
from app.devices.delivery import send_trial
from app.devices.forms import DeviceForm, RenewForm
from app.devices.queries import Waiting, own_devices, what_waits
from app.identity.actor import Actor
from app.identity.current import actor_if_any, current_actor
from app.identity.devices import browser_and_system
from app.localisation.language import current_language
from app.localisation.text import gettext as _
from app.platform.push.settings import PushSettings, push_settings
from app.platform.security import limiter
from app.representations.queries import openable_records

blueprint = Blueprint("devices", __name__)


@blueprint.get("/settings/devices")
def index() -> str:
    actor = current_actor()
    page = pages.devices_page(own_devices(actor), actor.time_zone, push_settings())
    return render_template("devices/index.html", page=page, actor=actor)


@blueprint.post("/settings/devices")
def keep() -> AnyResponse | tuple[str, int]:
    actor, form = current_actor(), DeviceForm(_settings())
    if not form.validate():
        return Response(form.fault, 422, mimetype="text/plain")
    kept = keep_device(
        actor,
        form.offered.subscription,
        language=current_language(),
        device="|".join(browser_and_system(request.user_agent.string)),
        time_zone=form.offered.time_zone,
        on_purpose=request.form.get("on_purpose") == "1",
    )
    return ("", 204) if kept else ("", 410)


@blueprint.post("/settings/devices/<uuid:device_id>/remove")
def remove(device_id: UUID) -> AnyResponse:
    remove_device(current_actor(), device_id)
    flash(_("That device gets no more notifications."))
    return redirect(url_for("devices.index"), 303)


@blueprint.post("/settings/devices/<uuid:device_id>/try")
@limiter.limit("20/minute")
def try_out(device_id: UUID) -> AnyResponse:
    actor, settings = current_actor(), _settings()
    target = next((line.target for line in own_devices(actor) if line.target.id == device_id), None)
    if target is None:
        abort(404)
    result = send_trial(settings, target)
    settle({target.id: result})
    flash(pages.trial_words(result.outcome))
    return redirect(url_for("devices.index"), 303)


@blueprint.get("/notifications/token")
def token() -> AnyResponse:
    """What a worker needs before it may send anything: it has no page to read a token from."""
    settings = push_settings()
    return jsonify(token=generate_csrf(), key=settings.key.public if settings else "")


@blueprint.post("/notifications/renew")
@limiter.limit("300/minute")
def renew() -> tuple[str, int]:
    form = RenewForm(_settings())
    if not form.validate():
        return "", 422
    renewed = renew_device(form.old_endpoint.data or "", form.old_auth.data or "", form.offered.subscription)
    return "", 204 if renewed else 410


@blueprint.get("/waiting/<uuid:opaque_id>")
def waiting(opaque_id: UUID) -> AnyResponse:
    """From a notification to what it was about; one that is not the reader's leads to their own today, as any old one does."""
    actor = actor_if_any()
    if actor is None:
        session["waiting"] = str(opaque_id)
        session.pop("start", None)
        return redirect(url_for("identity.sign_in"), 303)
    return redirect(_room(actor, what_waits(actor, opaque_id)), 303)


def _room(actor: Actor, found: Waiting | None) -> str:
    if found is None:
        own = next((each for each in openable_records(actor) if each.own), None)
        return url_for("today.index", record_id=own.record_id) if own else url_for("representations.index")
    if found.measure_id is None:
        return url_for("today.index", record_id=found.record_id)
    if found.asks_for:
        return url_for("check_ins.new", record_id=found.record_id)
    return url_for("measures.show", record_id=found.record_id, measure_id=found.measure_id)


@blueprint.record_once
def _mark_pages(state: BlueprintSetupState) -> None:
    state.app.jinja_env.globals["push_mark"] = push_mark


def push_mark() -> str:
    """Our public key and a mark that changes with sign-in and language, for the page's script to see whether to tell us anew."""
    settings, actor = push_settings(), g.get("actor")
    if settings is None or actor is None:
        return ""
    mark = hashlib.sha256(f"{actor.session_id} {current_language()}".encode()).hexdigest()[:16]
    return f"{settings.key.public} {mark}"


def _settings() -> PushSettings:
    settings = push_settings()
    if settings is None:
        abort(404)
    return settings
