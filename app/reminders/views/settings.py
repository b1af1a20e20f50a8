"""A person's own settings: hours of peace, whose clock, and a calendar."""

from __future__ import annotations

from flask import abort, flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from app.identity.actor import Actor
from app.identity.current import current_actor
from app.localisation.language import current_language
from app.localisation.text import gettext as _
from app.platform.security import limiter
from app.reminders import pages
from app.reminders.actions.feeds import end_feed, make_feed
from app.reminders.actions.settings import leave_in_peace
from app.reminders.forms import PeaceForm
from app.reminders.queries.feeds import feed_of
from app.reminders.queries.own import setting
from app.reminders.views.blueprint import blueprint


@blueprint.get("/settings/reminders")
def settings() -> str:
    actor = _private_actor()
    return _page(actor, PeaceForm.of(setting(actor)))


@blueprint.post("/settings/reminders")
def change_settings() -> str | Response | tuple[str, int]:
    actor, form = _private_actor(), PeaceForm()
    if not form.validate():
        return _page(actor, form), 422
    leave_in_peace(actor, form.quiet, form.follows_phone.data)
    flash(_("Your choices have been saved."))
    return redirect(url_for("reminders.settings"), 303)


@blueprint.post("/settings/reminders/calendar")
@limiter.limit("30/hour")
def make_calendar() -> str:
    """The only page that ever shows the address: it is kept nowhere."""
    actor = _private_actor()
    address = url_for("reminders.feed", token=make_feed(actor, current_language()), _external=True)
    return _page(actor, PeaceForm.of(setting(actor)), address)


@blueprint.post("/settings/reminders/calendar/end")
def end_calendar() -> Response:
    end_feed(_private_actor())
    flash(_("The calendar is closed. Its address opens nothing any more."))
    return redirect(url_for("reminders.settings"), 303)


def _private_actor() -> Actor:
    actor = current_actor()
    if actor.practice:
        abort(404)
    return actor


def _page(actor: Actor, form: PeaceForm, address: str = "") -> str:
    page = pages.settings_page(setting(actor), actor.time_zone, feed_of(actor), address)
    return render_template("reminders/settings.html", page=page, form=form, actor=actor)
