"""The first whole journey, without JavaScript: a plan on the phone, a check-in the nurse sees, an answer the patient reads."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask

from tests.support.phone import Phone, form_to
from tests.support.world import World, a_world


@pytest.fixture
def world(app: Flask) -> World:
    with app.app_context():
        return a_world()


def test_a_check_in_goes_to_the_nurse_and_her_answer_comes_back(phone: Callable[[], Phone], world: World) -> None:
    # Given a patient with a plan, and the nurse who follows them
    patient = phone().sign_in(*world.people["the patient"])
    nurse = phone().sign_in(*world.people["treating clinician"])
    today = f"/records/{world.record_id}/today"

    # When the patient recognises the green zone and sends it with a word
    form = form_to(patient.get(today).click(href="/check-ins/new$", index=0), "/check-ins/new")
    answers = form_to(form.submit("zone", value="green").follow(), "/check-ins")
    answers["note"] = "Gikk til naustet i dag"
    sent = answers.submit().follow()

    # Then they are told what the plan says, that it is sent, and that nobody has seen it
    assert "Sent" in sent
    assert "Nobody has marked it as seen yet." in sent
    assert 'href="tel:113"' in sent
    assert "Nobody watches" in sent

    # And the nurse finds it, marks it as seen and answers
    record = nurse.get("/clinic").click(href=f"/clinic/records/{world.record_id}", index=0)
    assert "Gikk til naustet i dag" in record
    check_in_id = sent.request.path.rsplit("/", 1)[1]
    reply = form_to(record, f"/check-ins/{check_in_id}/acknowledgement")
    reply["reply"] = "Så fint at du kom deg ut"
    reply.submit().follow()

    # Then the patient sees who has seen it, and the answer
    seen = patient.get(sent.request.path)
    assert "Seen by Nina" in seen
    assert "Så fint at du kom deg ut" in seen
    assert "Så fint at du kom deg ut" in patient.get(today)


def test_the_daughter_checks_in_on_her_fathers_behalf_and_it_says_so(phone: Callable[[], Phone], world: World) -> None:
    # Given a daughter with fullmakt to check in
    daughter = phone().sign_in(*world.people["relative who may check in"])
    page = daughter.get("/records").click(href=f"/records/{world.record_id}/today", index=0)
    assert "On behalf of" in page

    # When she sends a yellow check-in
    form = form_to(page.click(href="/check-ins/new$", index=0), "/check-ins/new")
    sent = form_to(form.submit("zone", value="yellow").follow(), "/check-ins").submit().follow()

    # Then every room says on whose behalf, and the nurse sees who wrote it
    assert "On behalf of" in sent
    nurse = phone().sign_in(*world.people["treating clinician"])
    assert "Datter Testesen" in nurse.get(f"/clinic/records/{world.record_id}")


def test_sent_twice_it_is_one_check_in(phone: Callable[[], Phone], world: World) -> None:
    # Given a form filled in once
    patient = phone().sign_in(*world.people["the patient"])
    form = form_to(patient.get(f"/records/{world.record_id}/check-ins/new"), "/check-ins/new")
    answers = form_to(form.submit("zone", value="yellow").follow(), "/check-ins")
    answers["note"] = "Bare en gang"

    # When it is sent twice
    first, second = answers.submit(), answers.submit()

    # Then both answers lead to the same check-in, which is there once
    assert first.status_code == second.status_code == 303
    assert first.location == second.location
    assert patient.get(f"/records/{world.record_id}/check-ins").text.count("Bare en gang") == 1


def test_what_one_asked_to_mend_is_mended_without_typing_anything_again(phone: Callable[[], Phone], world: World) -> None:
    # Given a check-in with a number that cannot be read
    patient = phone().sign_in(*world.people["the patient"])
    form = form_to(patient.get(f"/records/{world.record_id}/check-ins/new"), "/check-ins/new")
    answers = form_to(form.submit("zone", value="green").follow(), "/check-ins")
    answers["note"], answers["oxygen_saturation"] = "Fint i dag", "ni og nitti"

    # When it is sent
    page = answers.submit(status=422)

    # Then all that was typed is still there, and only the number is typed again
    again = form_to(page, "/check-ins")
    assert (again["note"].value, again["oxygen_saturation"].value) == ("Fint i dag", "ni og nitti")
    again["oxygen_saturation"] = "92"
    shown = again.submit().follow()
    assert "Fint i dag" in shown
    assert "92" in shown


def test_two_tabs_change_the_same_goal_and_nothing_is_lost(phone: Callable[[], Phone], world: World) -> None:
    # Given the same goal open in two tabs
    patient = phone().sign_in(*world.people["the patient"])
    address = f"/records/{world.record_id}/goals/{world.ids['goal_id']}/edit"
    here, there = (form_to(patient.get(address), "/edit") for _ in range(2))

    # When the one is saved, and then the other
    there["text"] = "Gå til butikken"
    there.submit().follow()
    here["text"] = "Gå til naustet og tilbake"
    stale = here.submit(status=409)

    # Then both versions are shown, what was typed is kept, and saving again works
    assert "Gå til butikken" in stale
    mended = form_to(stale, "/edit")
    assert mended["text"].value == "Gå til naustet og tilbake"
    assert "Gå til naustet og tilbake" in mended.submit().follow()
