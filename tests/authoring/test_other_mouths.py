"""The pen beside other systems: what they own stays whole, what is a draft they never meet."""

from __future__ import annotations

from uuid import uuid4

import pytest
from sqlalchemy import select

from app.consents.actions import give_consent
from app.models.plan import Plan
from app.platform.db import db
from tests.authoring.desk import Desk as Pen
from tests.authoring.desk import a_written_desk, at_record
from tests.careplan.desk import Desk as System
from tests.factories.people import opened_by_clinician
from tests.planer.conftest import a_scene
from tests.support import canaries
from tests.support.phone import form_to


@pytest.fixture
def written(app, database, phone):
    """A plan another system sent, and its clinician at the pen."""
    system = System(app)
    assert system.consent().status_code == 201
    system.write_everything()
    pen = at_record(Pen(phone().sign_in(system.nurse, system.clinician), system.nurse, system.clinician), system.record)
    return system, pen


def test_a_plan_of_another_system_may_be_changed_and_comes_back_whole(written, phone):
    system, pen = written
    before = {kind: system.read(kind) for kind in ("CarePlan", "Condition", "Goal", "ServiceRequest")}
    pen.begin()
    pen.add("measures", title="Tren med ball", kind="weekdays", weekdays=["TU"])
    pen.publish("Ny trening")
    after = {kind: system.read(kind) for kind in before}
    for kind in ("Condition", "Goal", "ServiceRequest"):
        assert after[kind] == before[kind], "what the pen did not change keeps every element, and its version"
    plan = after["CarePlan"]
    assert len(plan["activity"]) == len(before["CarePlan"]["activity"]) + 1
    unlike = {name for name in plan if plan[name] != before["CarePlan"].get(name)}
    assert unlike <= {"activity", "meta", "author"}
    assert system.change(plan | {"title": "Endret i journalen"}).status_code == 200
    told = phone().sign_in(system.patient).get(f"/records/{system.record_id}/plan").text
    assert "Tren med ball" in told and "Endret i journalen" in told and "Nina Testesen" in told


def test_a_measure_changed_with_the_pen_keeps_what_is_not_shown(written):
    system, pen = written
    pen.begin()
    form = pen.section("measures")
    key = form["row"].value
    form[f"measures-{key}-title"] = "Tur med stav"
    pen.press(form, "save")
    pen.publish("Stav")
    got = system.read("ServiceRequest")
    assert got["code"]["text"] == "Tur med stav"
    assert got["orderDetail"][1] == {"text": "Vises ikke."}
    assert got["meta"]["versionId"] == "2"


def test_what_the_system_changed_meanwhile_is_shown_and_chosen(written):
    system, pen = written
    pen.begin()
    pen.add("contacts", role="Fastlegen", phone="12 34 56 78", levels=["yellow"])
    pen.name_plans("Behandlingsplan", "Egenbehandling")
    pen.write_zones()
    system.change(system.read("ServiceRequest") | {"code": {"text": "Tur med stav"}})
    page = pen.publish("Soner", status=409)
    assert "Tur med stav" in page.text
    form_to(page, "/merging").submit()
    pen.publish("Soner")
    assert system.read("ServiceRequest")["code"]["text"] == "Tur med stav"


def test_a_self_care_plan_from_the_pen_is_read_and_changed_through_planer(app, database, phone):
    scene = a_scene(app)
    pen = at_record(Pen(phone().sign_in(*scene.nurse), *scene.nurse), scene.record)
    pen.begin("empty")
    pen.name_plans("", "Egenbehandling")
    pen.write_zones()
    pen.publish()
    plan_id = db.session.scalar(select(Plan.id).where(Plan.record_id == scene.record_id))
    plan = scene.system.get(f"/api/planer/plans/{plan_id}").json
    content = plan["clinical_content"]
    assert [zone["level"] for zone in content["zones"]] == ["green", "yellow", "red"]
    assert scene.put(plan, clinical_content={**content, "title": "Fra journalen"}).status_code == 200
    assert "Fra journalen" in phone().sign_in(scene.patient).get(f"/records/{scene.record_id}/plan").text


def test_no_word_of_a_draft_reaches_anybody_but_its_clinicians(app, database, phone):
    """Not the patient, their family or any other mouth, before it is published; the watch searches every response."""
    system = System(app)
    assert system.consent().status_code == 201
    pen = at_record(Pen(phone().sign_in(system.nurse, system.clinician), system.nurse, system.clinician), system.record)
    pen.begin("empty")
    word = canaries.plant(f"utkast{uuid4().hex[:12]}", system.nurse.id)
    for section, field in (("problems", "text"), ("goals", "text"), ("measures", "title"), ("contacts", "role")):
        pen.add(section, **{field: word})
    own = phone().sign_in(system.patient)
    for room in ("today", "plan", "plan/history", "plan/print", "goals", "measures", "check-ins/new", "progress", "access-log"):
        assert word not in own.get(f"/records/{system.record_id}/{room}").text
    own.get(pen.draft, status=403)
    own.get(f"{pen.draft}/goals", status=403)
    assert word not in system.search().text
    assert word not in system.system.post("/api/careplan/status", {"subject": system.person}).text
    assert word not in pen.phone.get(f"{pen.base}/plan").text
    assert word not in pen.phone.get(f"{pen.base}/plan/history").text
    assert word in pen.phone.get(f"{pen.draft}/goals").text, "else this proves nothing"
    canaries.forget(word)


def test_a_leak_of_a_draft_would_be_found(app, database, phone):
    desk, patient, record = a_written_desk(phone)
    word = canaries.plant(f"utkast{uuid4().hex[:12]}", patient.id)  # as if only the patient might see it
    desk.begin("empty")
    desk.add("goals", text=word)
    desk.phone.get(f"{desk.draft}/goals")
    assert canaries.leaks
    canaries.leaks.clear()
    canaries.forget(word)
    assert record and give_consent(opened_by_clinician(desk.person, desk.clinician, patient, record)) is False
