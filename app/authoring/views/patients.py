"""A patient who is not on the list yet, their yes, and that they have taken it back."""

from __future__ import annotations

from datetime import datetime, time
from uuid import UUID
from zoneinfo import ZoneInfo

from flask import flash, render_template
from werkzeug.wrappers import Response

from app.access.gate import NotAllowed
from app.access.record import Record
from app.authoring.actions import AnotherName, discard_all, meet
from app.authoring.forms import ConsentForm, PatientForm
from app.authoring.views.blueprint import Page, blueprint, opened, to_start
from app.clinicians.pages import head
from app.consents.actions import give_consent
from app.consents.queries import has_consent, latest_consent
from app.identity.current import current_actor
from app.identity.identity_number import InvalidIdentityNumber
from app.localisation.text import gettext as _
from app.plans.actions.withdraw import withdraw_everything
from app.platform import clock


@blueprint.get("/new-patient")
def new_patient() -> str:
    _clinicians_only()
    return render_template("authoring/new_patient.html", form=PatientForm(data={"given_on": clock.today("Europe/Oslo")}))


@blueprint.post("/new-patient")
def meet_patient() -> Page:
    _clinicians_only()
    form = PatientForm()
    record_id = _met(form) if form.validate() else None
    if record_id is None:
        return render_template("authoring/new_patient.html", form=form), 422
    if not _consented(opened(record_id), form):
        return render_template("authoring/new_patient.html", form=form), 422
    flash(_("The patient is on your list now, and the consent is recorded."))
    return to_start(record_id)


@blueprint.post("/records/<uuid:record_id>/consent")
def consent(record_id: UUID) -> Page:
    record, form = opened(record_id), ConsentForm()
    if not form.validate() or not _consented(record, form):
        return render_template("authoring/consent.html", head=head(record, "plan"), form=form), 422
    flash(_("The consent is recorded."))
    return to_start(record_id)


@blueprint.get("/records/<uuid:record_id>/consent/withdrawal")
def withdrawing(record_id: UUID) -> Page:
    record = opened(record_id)
    if not has_consent(record):
        return to_start(record_id)
    return render_template("authoring/withdraw.html", head=head(record, "plan"))


@blueprint.post("/records/<uuid:record_id>/consent/withdrawal")
def withdraw(record_id: UUID) -> Response:
    record = opened(record_id)
    withdraw_everything(record)
    discard_all(record)
    flash(_("The consent is withdrawn. The plans and everything clinicians wrote in them are no longer shown."))
    return to_start(record_id)


def _clinicians_only() -> None:
    if current_actor().practice is None:
        raise NotAllowed


def _met(form: PatientForm) -> UUID | None:
    try:
        return meet(current_actor(), form.digits, form.given_name.data, form.family_name.data)
    except InvalidIdentityNumber:
        form.refuse_number()
    except AnotherName:
        form.refuse_name()
    return None


def _consented(record: Record, form: ConsentForm) -> bool:
    latest, zone = latest_consent(record), ZoneInfo(record.time_zone)
    withdrawn = latest.withdrawn_at.astimezone(zone).date() if latest and latest.withdrawn_at else None
    if form.refuse_before(withdrawn):
        return False
    given_on = form.given_on.data
    earlier = datetime.combine(given_on, time(12), zone) if given_on and given_on < clock.today(record.time_zone) else None
    if withdrawn and earlier and given_on == withdrawn:
        earlier = None  # the new yes came after the old one was taken back
    give_consent(record, earlier)
    return True
