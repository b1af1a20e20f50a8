"""Two who write in the same plan, and a record system between them: nothing is lost, and each difference is somebody's choice."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from app.measures.rules import MeasureContent, Party, Rhythm
from app.models.measure import Measure
from app.models.plan_draft import PlanDraft
from app.models.zone import Zone
from app.plans.actions.singles import change_measure
from app.platform import clock
from app.platform.db import db
from tests.authoring.desk import a_desk, a_written_desk, at_record
from tests.factories.people import opened_by_clinician
from tests.support.html import Page
from tests.support.phone import form_to

pytestmark = pytest.mark.usefixtures("database")


@pytest.fixture
def two(phone):
    """Nina and Dag at one patient's published plan, each with a draft from it."""
    nina, patient, record = a_written_desk(phone)
    nina.begin("empty")
    nina.name_plans()
    nina.write_zones()
    nina.add("measures", title="Gåtur", kind="daily", times="10")
    nina.publish()
    dag = at_record(a_desk(phone, "Dag"), record)
    nina.begin()
    dag.begin()
    return nina, dag, patient, record


def change_yellow(desk, words):
    form = desk.section("zones")
    form["zones-yellow-condition"] = words
    desk.press(form, "save")


def yellow(record):
    db.session.expire_all()
    return db.session.scalar(select(Zone).where(Zone.record_id == record.id, Zone.level == "yellow")).condition


def test_the_second_to_publish_sees_both_and_chooses(two):
    nina, dag, _patient, record = two
    change_yellow(nina, "Ninas ord")
    change_yellow(dag, "Dags ord")
    nina.publish("Nina endret")
    page = dag.publish("Dag endret", status=409)
    assert "Ninas ord" in page.text and "Dags ord" in page.text and "Both have changed it" in page.text
    assert "Dag endret" in page.text
    assert yellow(record) == "Ninas ord"
    looked = form_to(page, "/merging").submit().follow()
    assert "Dags ord" in looked.text
    dag.publish("Dag endret")
    assert yellow(record) == "Dags ord"


def test_what_only_the_other_changed_is_taken_over_unless_one_says_otherwise(two):
    nina, dag, _patient, record = two
    change_yellow(nina, "Ninas ord")
    nina.publish("Nina endret")
    dag.add("contacts", role="Hjemmetjenesten", phone="12 34 56 78", levels=["yellow"])
    assert "Somebody else has changed the plan" in dag.review().text
    page = dag.publish("Ny kontakt", status=409)
    form_to(page, "/merging").submit()
    dag.publish("Ny kontakt")
    assert yellow(record) == "Ninas ord"
    assert "Hjemmetjenesten" in dag.phone.get(f"{dag.base}/plan").text


def test_both_drafts_are_kept_and_each_is_its_authors(two):
    nina, dag, _patient, record = two
    db.session.expire_all()
    drafts = db.session.scalars(select(PlanDraft).where(PlanDraft.record_id == record.id, PlanDraft.published_at.is_(None))).all()
    assert {each.author_name for each in drafts} == {"Nina Testesen", "Dag Testesen"}
    assert "Draft by Dag Testesen" in nina.phone.get(f"{nina.base}/plan/write").text
    assert nina.phone.get(f"{dag.draft}/zones", status=404)
    change_yellow(dag, "Dags ord")
    copied = form_to(nina.phone.get(dag.draft), "/copies").submit().follow()
    assert copied.request.path.rsplit("/", 1)[0] not in (dag.draft, nina.draft)
    assert "Dags ord" in nina.phone.get(copied.request.path.replace("about", "zones")).text


def test_a_measure_that_a_record_system_changed_between_is_shown_too(two, app):
    """Then the plan's own version has not moved, and the difference must be found all the same."""
    nina, _dag, patient, record = two
    measure = db.session.scalar(select(Measure).where(Measure.record_id == record.id))
    content = MeasureContent(
        "Lang gåtur", None, Rhythm("FREQ=DAILY", ("10:00",), None, clock.today("Europe/Oslo"), None, "Europe/Oslo"),
        Party.CLINICIAN, Party.PATIENT,
    )  # fmt: skip
    change_measure(opened_by_clinician(nina.person, nina.clinician, patient, record), measure, content)
    db.session.commit()
    change_yellow(nina, "Ninas ord")
    page = nina.publish("Endret", status=409)
    assert "Lang gåtur" in page.text and "Gåtur" in page.text
    form_to(page, "/merging").submit()
    nina.publish("Endret")
    db.session.expire_all()
    assert db.session.get_one(Measure, measure.id).title == "Lang gåtur"


def test_the_choice_is_asked_again_where_the_plan_moves_once_more(two):
    nina, dag, _patient, _record = two
    change_yellow(nina, "Ninas ord")
    nina.publish("Nina endret")
    change_yellow(dag, "Dags ord")
    page = dag.publish("Dag", status=409)
    nina.begin()
    change_yellow(nina, "Ninas andre ord")
    nina.publish("En gang til")
    again = form_to(page, "/merging").submit(status=409)
    assert "Ninas andre ord" in again.text
    form = form_to(again, "/merging")
    for name, fields in form.fields.items():
        if name and name.startswith("zones.yellow"):
            fields[0].value = "theirs"
    form.submit()
    assert "Ninas andre ord" in dag.review().text


def test_two_windows_of_one_draft_do_not_write_over_each_other(two):
    nina, _dag, _patient, _record = two
    first, second = nina.section("zones"), nina.section("zones")
    first["zones-yellow-condition"] = "Fra det ene vinduet"
    nina.press(first, "save")
    second["zones-yellow-condition"] = "Fra det andre vinduet"
    page = nina.press(second, "save", status=409)
    said = Page(page.text).text
    assert "Fra det ene vinduet" in said and "Fra det andre vinduet" in said
    nina.press(form_to(page, "/zones"), "save", status=303)
    assert "Fra det andre vinduet" in nina.phone.get(f"{nina.draft}/zones").text


def test_what_is_typed_in_a_draft_that_was_published_meanwhile_is_still_there(two):
    nina, _dag, _patient, _record = two
    form = nina.section("zones")
    change_yellow(nina, "Publisert")
    nina.publish("Endret")
    form["zones-yellow-condition"] = "Skrevet for sent"
    page = nina.press(form, "save", status=409)
    assert "Skrevet for sent" in page.text and "begin a new draft" in page.text


def test_what_was_looked_through_is_what_is_published(two):
    nina, _dag, _patient, record = two
    change_yellow(nina, "Sett")
    form = form_to(nina.review(), "/publication")
    change_yellow(nina, "Ikke sett")
    form["comment"] = "Endret"
    assert "look once more" in form.submit(status=409).text
    assert yellow(record) == "Mer tungpustet\nHoster mer"
