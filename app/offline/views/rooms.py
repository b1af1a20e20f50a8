"""The rooms a phone may keep, as they are now, without what can only be done with a network."""

from __future__ import annotations

import re

from flask import render_template

from app.access.purposes import Purpose
from app.access.record import Record
from app.check_ins import pages as check_in_pages
from app.check_ins.forms import CheckInForm
from app.measures.queries import asked_for
from app.plans.views import shown as plan_shown
from app.readings.queries import last_values
from app.representations.pages import frame
from app.today.views import shown as today_shown
from app.zones.rules import ZonePlan

# What goes by the phone's outbox can be done without a network; other forms wait for one. No token may lie on a phone.
_FORM = re.compile(r"<form\b(?![^>]*data-outbox)[^>]*>.*?</form>", re.DOTALL)
_TOKEN = re.compile(r'<input type="hidden" name="csrf_token"[^>]*>')
_BARE = "layouts/bare.html"


def rooms(record: Record, plan: ZonePlan | None) -> dict[str, str]:
    """Each room as HTML, by the name its address has."""
    found = {
        "today": render_template(
            "today/index.html", layout=_BARE, kept=True, frame=frame(record, "today"), **today_shown(record)
        ),
        "plan": render_template("offline/plan.html", frame=frame(record, "plan"), **plan_shown(record)),
    }
    if record.may(Purpose.CHECK_IN):
        found["check-in"] = _check_in(record, plan)
    return {name: _TOKEN.sub("", _FORM.sub("", html)) for name, html in found.items()}


def around(record: Record) -> str:
    """Whose it is, and the way from room to room."""
    return render_template("offline/frame.html", frame=frame(record, ""))


def _check_in(record: Record, plan: ZonePlan | None) -> str:
    lasts = last_values(record)
    page = check_in_pages.answers(plan, None, False, asked_for(record), lasts, record.time_zone)
    choices = check_in_pages.choices(plan)
    return render_template(
        "offline/check_in.html",
        form=CheckInForm.beside(plan),
        page=page,
        signs={each.level: each.signs for each in choices},
        signs_lang=choices[0].lang,
        at_hand=check_in_pages.at_hand(plan),
        frame=frame(record, "check-ins"),
    )
