"""Checking in on a phone without JavaScript."""

from __future__ import annotations

import pytest

from tests.factories.acknowledgement import an_acknowledgement
from tests.factories.check_in import a_check_in
from tests.factories.people import a_clinician, a_fullmakt, a_patient, a_person, opened_by_patient
from tests.factories.plan import a_clinicians_measure, a_plan, a_self_care_plan
from tests.support.phone import form_to

pytestmark = pytest.mark.usefixtures("database")


@pytest.fixture
def patient(database):
    person, record = a_patient()
    return person, record


@pytest.fixture
def her_phone(patient, phone):
    return phone().sign_in(patient[0])


def test_green_with_nothing_to_add_is_three_taps(patient, her_phone):
    _given_a_plan(patient)

    first = her_phone.get(_at(patient, "check-ins/new"))
    second = form_to(first, "/check-ins/new").submit("zone", value="green").follow()
    after = form_to(second, "/check-ins").submit().follow()

    assert after.status_int == 200
    assert "Fortsett som før" in after
    assert "Sent " in after
    assert "Nobody has marked it as seen yet." in after


def test_the_zones_are_the_plans_own_words_in_their_own_language(patient, her_phone):
    _given_a_plan(patient)

    page = her_phone.get(_at(patient, "check-ins/new")).html

    yellow = page.find("button", value="yellow")
    assert yellow.find(lang="nb").text == "Mer tungpustet enn vanlig"
    assert "Yellow zone" in yellow.text


def test_without_a_plan_there_are_plain_words_and_it_works_all_the_same(patient, her_phone):
    second = _choose(her_phone, patient, "yellow")

    after = form_to(second, "/check-ins").submit().follow()

    assert "Yellow zone" in after
    assert "116 117" in after


def test_red_puts_the_call_before_anything_is_asked(patient, her_phone):
    _given_a_plan(patient)

    page = _choose(her_phone, patient, "red").text

    assert page.index('href="tel:113"') < page.index("<form")
    assert "Sending a check-in calls nobody." in page


def test_after_red_the_call_comes_before_the_advice(patient, her_phone):
    _given_a_plan(patient)

    after = form_to(_choose(her_phone, patient, "red"), "/check-ins").submit().follow().text

    assert after.index('href="tel:113"') < after.index("Ring 113 nå")
    assert "Nobody watches this round the clock." in after


def test_not_sure_is_never_green(patient, her_phone):
    _given_a_plan(patient)

    after = form_to(_choose(her_phone, patient, "unsure"), "/check-ins").submit().follow()

    assert "Not sure" in after
    assert "Green" not in after
    assert "Fortsett som før" not in after
    assert "tel:00001001" in after


def test_worried_alone_is_enough_and_comes_before_the_numbers(patient, her_phone):
    _given_a_plan(patient, asks_for="weight")
    first = her_phone.get(_at(patient, "check-ins/new"))

    second = form_to(first, "/check-ins/new").submit("worried").follow()
    assert second.text.index('name="worried"') < second.text.index('name="weight"')
    after = form_to(second, "/check-ins").submit().follow()

    assert "Worried" in after
    assert "You do not have to wait for an answer." in after
    assert "Green" not in after


def test_worried_can_be_said_with_any_zone_and_outranks_it(patient, her_phone):
    _given_a_plan(patient)
    form = form_to(_choose(her_phone, patient, "green"), "/check-ins")
    form["worried"] = True

    after = form.submit().follow().text

    assert after.index("You do not have to wait for an answer.") < after.index("Fortsett som før")
    assert after.index("tel:00001001") < after.index("Fortsett som før")


def test_only_what_the_plan_asks_for_stands_open_with_the_last_value_beside(patient, her_phone):
    _given_a_plan(patient, asks_for="blood_pressure")
    a_check_in(opened_by_patient(*patient), readings={"blood_pressure_systolic": "141"})

    page = _choose(her_phone, patient, "green").html

    shown = [field["name"] for field in page.select("input[inputmode=decimal]") if not field.find_parent("details")]
    assert shown == ["blood_pressure_systolic", "blood_pressure_diastolic"]
    assert "Last: 141 mmHg, today" in page.text


@pytest.mark.parametrize("typed", ["72,4", "72.4", " 72,4 kg "])
def test_comma_and_point_are_the_same_number(patient, her_phone, typed):
    form = form_to(_choose(her_phone, patient, "green"), "/check-ins")
    form["weight"] = typed

    assert "Weight 72.4 kg" in form.submit().follow()


def test_a_strange_value_is_asked_about_and_taken_when_it_is_right(patient, her_phone):
    form = form_to(_choose(her_phone, patient, "green"), "/check-ins")
    form["weight"] = "372"

    asked = form.submit(status=422)
    assert "Is 372 kg right?" in asked
    form = form_to(asked, "/check-ins")
    assert form["weight"].value == "372"
    form["sure_weight"] = True

    assert "Weight 372 kg" in form.submit().follow()


def test_confirming_one_value_does_not_confirm_another(patient, her_phone):
    form = form_to(_choose(her_phone, patient, "green"), "/check-ins")
    form["weight"] = "372"
    form = form_to(form.submit(status=422), "/check-ins")
    form["sure_weight"] = True
    form["weight"] = "732"

    assert "Is 732 kg right?" in form.submit(status=422)


def test_a_value_far_from_the_last_is_asked_about(patient, her_phone):
    a_check_in(opened_by_patient(*patient), readings={"weight": "72.4"})
    form = form_to(_choose(her_phone, patient, "green"), "/check-ins")
    form["weight"] = "127"

    assert "Is 127 kg right? Last: 72.4 kg, today." in form.submit(status=422)


def test_the_zone_can_be_changed_on_the_second_page_without_losing_anything(patient, her_phone):
    form = form_to(_choose(her_phone, patient, "green"), "/check-ins")
    form["note"] = "Tung natt"
    form["zone"] = "yellow"

    after = form.submit().follow()

    assert "Yellow zone" in after
    assert "Tung natt" in after


def test_a_relative_checks_in_on_behalf_and_that_is_shown(patient, phone):
    relative = a_person("Datter", family_name="Prøvesen")
    a_fullmakt(patient[1], relative)
    hers = phone().sign_in(relative)

    after = form_to(_choose(hers, patient, "yellow"), "/check-ins").submit().follow()

    assert f"Written by Datter Prøvesen on behalf of {patient[0].name}" in after
    assert f"On behalf of {patient[0].name}" in after


def test_when_somebody_has_seen_it_their_name_and_answer_stand_there(patient, her_phone):
    kept = a_check_in(opened_by_patient(*patient), "yellow")
    nurse, _ = a_clinician("Nina")
    an_acknowledgement(kept, nurse, "Ring meg før klokka 15")

    page = her_phone.get(_at(patient, f"check-ins/{kept.id}"))

    assert f"Seen by {nurse.name} (nurse), today at" in page
    assert page.html.find("blockquote", lang="nb").text.strip() == "Ring meg før klokka 15"
    assert "Nobody has marked it as seen yet." not in page


def _given_a_plan(patient, asks_for=None):
    a_self_care_plan(patient[1])
    if asks_for:
        a_clinicians_measure(a_plan(patient[1]), asks_for=asks_for)


def _choose(its_phone, patient, zone):
    return form_to(its_phone.get(_at(patient, "check-ins/new")), "/check-ins/new").submit("zone", value=zone).follow()


def _at(patient, room):
    return f"/records/{patient[1].id}/{room}"
