"""From a patient nobody here has met to a plan on their phone, changed, seen and ended; all without JavaScript."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from app.identity.identity_number import with_check_digits
from app.identity.people import identity_number_of, person_by_identity_number
from app.models.access_log_entry import AccessLogEntry
from app.models.consent import Consent
from app.models.person import Person
from app.models.plan import Plan
from app.models.plan_draft import PlanDraft
from app.models.record import Record
from app.platform.crypto import lookup_hash
from app.platform.db import db
from tests.authoring.desk import a_desk, a_written_desk
from tests.factories.people import _identity_number
from tests.support.phone import form_to

pytestmark = pytest.mark.usefixtures("database")


def fill_brackets(desk):
    """Write something wherever a shape says that the clinician must."""
    for name in ("about", "problems", "goals", "measures", "zones", "contacts"):
        form = desk.section(name)
        for field_name, fields in form.fields.items():
            for field in fields:
                if field_name and "[" in (field.value or "") and field_name.startswith(f"{name}-"):
                    field.value = field.value.replace("[skriv:", "avtalt").replace("]", "")
        desk.press(form, "save")


@pytest.fixture
def written(phone):
    """A patient nobody here had met, with a plan from a shape: the desk, the patient's phone and record."""
    desk, number = a_desk(phone), _identity_number()
    form = form_to(desk.phone.get("/clinic/new-patient"), "/new-patient")
    form["number"], form["given_name"], form["family_name"], form["told"] = number, "Oddfrid", "Prøvesen", True
    desk.base = form.submit().follow().request.path.removesuffix("/plan/write")
    desk.begin("copd")
    fill_brackets(desk)
    desk.publish()
    patient = person_by_identity_number(number)
    record = db.session.scalar(select(Record).where(Record.person_id == patient.id))
    return desk, phone().sign_in(patient), record


def test_no_plan_before_the_patient_has_consented(phone):
    desk, number = a_desk(phone), _identity_number()
    form = form_to(desk.phone.get("/clinic/new-patient"), "/new-patient")
    form["number"], form["given_name"], form["family_name"] = number, "Oddfrid", "Prøvesen"
    refused = form.submit(status=422)
    assert "There is no plan here without consent" in refused.text
    assert person_by_identity_number(number) is None
    form = form_to(refused, "/new-patient")
    assert form["given_name"].value == "Oddfrid"
    form["told"] = True
    start = form.submit().follow()
    assert "The patient consented" in start.text
    assert number not in start.request.url + start.text
    patient = person_by_identity_number(number)
    (consent,) = db.session.scalars(select(Consent).join(Record).where(Record.person_id == patient.id))
    assert consent.author_name == "Nina Testesen"
    purposes = db.session.scalars(select(AccessLogEntry.purpose).where(AccessLogEntry.record_id == consent.record_id))
    assert "write-plan" in set(purposes)


def test_a_shape_cannot_be_published_before_it_is_made_to_fit(phone):
    desk, _patient, _record = a_written_desk(phone)
    assert "Behandlingsplan for KOLS" in desk.begin("copd").text
    blocked = desk.review()
    assert "Write what should stand in the square brackets" in blocked.text
    assert "Publish the plan" not in blocked.text
    fill_brackets(desk)
    looked = desk.review()
    assert "This is what the patient will see" in looked.text
    assert "Pusten er som den pleier" in looked.text


def test_the_patient_sees_the_plan_and_their_day_follows_it(written):
    _desk, oddfrid, record = written
    today = oddfrid.get(f"/records/{record.id}/today")
    assert "You have a new plan" in today.text and "Nina Testesen" in today.text
    assert "Ta de faste medisinene" in today.text
    plan = oddfrid.get(f"/records/{record.id}/plan").text
    assert "Når pusten blir dårligere" in plan and "Leppene er blå" in plan and "KOLS" in plan
    assert "Jeg er mer tungpustet enn vanlig" in oddfrid.get(f"/records/{record.id}/check-ins/new").text
    form_to(today, "/plan/seen").submit()
    assert "You have a new plan" not in oddfrid.get(f"/records/{record.id}/today").text


def test_a_change_needs_a_reason_and_is_told_until_it_is_seen(written):
    desk, oddfrid, record = written
    form_to(oddfrid.get(f"/records/{record.id}/today"), "/plan/seen").submit()
    desk.begin()
    form = desk.section("zones")
    form["zones-yellow-condition"] = form["zones-yellow-condition"].value + "\nNaboen synes jeg puster tungt"
    desk.press(form, "save")
    assert "What changes" in desk.review().text
    assert "Write why, in a few words" in desk.publish(status=422).text
    desk.publish("Snakket med Oddfrid i dag")
    told = oddfrid.get(f"/records/{record.id}/today")
    assert "The plan has changed" in told.text and "Yellow zone" in told.text
    history = oddfrid.get(f"/records/{record.id}/plan/history")
    assert "Snakket med Oddfrid i dag" in history.text and "Naboen synes jeg puster tungt" in history.text
    form_to(history, "/plan/seen").submit()
    assert "The plan has changed" not in oddfrid.get(f"/records/{record.id}/today").text


def test_a_plan_ends_with_a_reason(written):
    desk, oddfrid, record = written
    form = form_to(desk.phone.get(f"{desk.base}/plan/write").click(href="/end", index=0), "/end")
    assert "Choose one." in form.submit(status=422).text
    form["status"], form["reason"] = "completed", "Flyttet til sykehjem"
    form.submit().follow()
    assert "The plan has ended" in oddfrid.get(f"/records/{record.id}/today").text
    assert "Flyttet til sykehjem" in oddfrid.get(f"/records/{record.id}/plan/history").text
    statuses = set(db.session.execute(select(Plan.kind, Plan.status).where(Plan.record_id == record.id)).all())
    assert statuses == {("treatment", "active"), ("self_care", "completed")}


def test_consent_taken_back_takes_the_plans_and_the_drafts(written):
    desk, oddfrid, record = written
    desk.begin()
    form_to(desk.phone.get(f"{desk.base}/consent/withdrawal"), "/withdrawal").submit().follow()
    assert "Leppene er blå" not in oddfrid.get(f"/records/{record.id}/plan").text
    desk.phone.get(f"{desk.draft}/zones", status=404)
    asked = desk.phone.get(f"{desk.base}/plan/write")
    assert "Consent comes first" in asked.text
    still = (PlanDraft.record_id == record.id, PlanDraft.discarded_at.is_(None), PlanDraft.published_at.is_(None))
    assert db.session.scalars(select(PlanDraft.id).where(*still)).all() == []
    form = form_to(asked, "/consent")
    form["told"] = True
    assert "Write a plan" in form.submit().follow().text


def test_a_known_patient_is_found_and_never_made_twice(phone, written):
    """By number and name both: a slip in either opens nobody's record, and says so in the log."""
    _desk, _oddfrid, record = written
    number = identity_number_of(db.session.get_one(Person, record.person_id))
    other = a_desk(phone, "Dag")
    form = form_to(other.phone.get("/clinic/new-patient"), "/new-patient")
    form["number"], form["given_name"], form["family_name"], form["told"] = number, "Kari", "Annendatter", True
    assert "do not belong to the same person" in form.submit(status=422).text
    other.phone.get(f"/clinic/records/{record.id}", status=404)
    form["given_name"], form["family_name"] = "Oddfrid Marie", "Prøvesen-Test"
    start = form.submit().follow()
    assert str(record.id) in start.request.url
    assert other.phone.get(f"/clinic/records/{record.id}/plan").status_int == 200
    people = db.session.scalars(select(Person.id).where(Person.identity_number_hash == lookup_hash(number))).all()
    assert len(people) == 1
    refused = select(AccessLogEntry.id).where(AccessLogEntry.record_id == record.id, AccessLogEntry.granted.is_(False))
    assert db.session.scalars(refused).all()


def test_a_real_persons_number_is_not_for_trying_things_out(phone):
    desk = a_desk(phone)
    real = next(number for serial in range(100) if (number := with_check_digits(f"0104551{serial:02}")))
    form = form_to(desk.phone.get("/clinic/new-patient"), "/new-patient")
    form["number"], form["given_name"], form["family_name"], form["told"] = real, "Kari", "Prøve", True
    assert "only made-up people" in form.submit(status=422).text
