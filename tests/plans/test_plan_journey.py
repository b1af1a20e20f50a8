"""The plan on a phone without JavaScript."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tests.factories.check_in import a_check_in
from tests.factories.people import a_care_team_member, a_clinician, a_fullmakt, a_patient, a_person, opened_by_patient
from tests.factories.plan import a_clinicians_goal, a_clinicians_measure, a_plan, a_problem, a_self_care_plan, a_treatment_plan
from tests.factories.zone import three_zones
from tests.support import canaries

pytestmark = pytest.mark.usefixtures("database")


@pytest.fixture
def patient():
    return a_patient("Kari")


@pytest.fixture
def open_plan(phone):
    """Opens the plan of a record as somebody."""

    def _open(person, record, room="plan", clinician=None, **expected):
        return phone().sign_in(person, clinician).get(f"/records/{record.id}/{room}", **expected)

    return _open


def test_a_patient_reads_both_plans(patient, open_plan):
    a_self_care_plan(patient[1])
    a_treatment_plan(patient[1])

    page = open_plan(*patient)

    for words in (
        "Yellow zone",
        "Mer tungpustet enn vanlig",
        "KOLS",
        "Færre innleggelser",
        "Inhalasjon morgen",
        "Every day at 07:00",
    ):
        page.mustcontain(words)


def test_who_wrote_it_stands_first(patient, open_plan):
    a_self_care_plan(patient[1])

    page = open_plan(*patient)

    page.mustcontain("Written by Nina Testesen (nurse), Prøvesund legesenter")
    assert page.text.index("Written by") < page.text.index("Green zone")


def test_every_zone_says_how_it_feels_what_to_do_and_whom_to_contact(patient, open_plan):
    a_self_care_plan(patient[1])

    yellow = open_plan(*patient).html.select_one("details.zone--yellow")

    assert [heading.text for heading in yellow.select("h3")] == ["How it feels", "What I do", "Whom I contact"]
    assert [link["href"] for link in yellow.select("a")] == ["tel:00001001"]


def test_calling_comes_first_in_red(patient, open_plan):
    a_self_care_plan(patient[1])

    red = open_plan(*patient).html.select_one("details.zone--red")

    assert red.select_one("a, h3")["href"] == "tel:113"


def test_the_zone_of_the_last_check_in_is_open(patient, open_plan):
    a_self_care_plan(patient[1])
    a_check_in(opened_by_patient(*patient), "yellow")

    assert open_zones(open_plan(*patient)) == ["Yellow zone"]


@pytest.mark.parametrize("zone", ["never asked", None])
def test_where_no_zone_is_known_all_are_open_and_none_is_green_by_itself(patient, open_plan, zone):
    a_self_care_plan(patient[1])
    if zone is None:
        a_check_in(opened_by_patient(*patient), None)

    assert open_zones(open_plan(*patient)) == ["Green zone", "Yellow zone", "Red zone"]


@pytest.mark.parametrize("room", ["plan", "plan/print"])
def test_help_and_the_truth_stand_on_every_plan(patient, open_plan, room):
    page = open_plan(*patient, room)

    page.mustcontain("tel:113", "tel:116117", "Nobody watches this round the clock.")


def test_a_goal_for_two_problems_stands_under_both(patient, open_plan):
    plan = a_plan(patient[1])
    problems = [a_problem(plan, "KOLS"), a_problem(plan, "Hjertesvikt", position=1)]
    a_clinicians_goal(plan, problems, "Gå uten å stoppe")

    assert under_headings(open_plan(*patient)) == {"KOLS": ["Gå uten å stoppe"], "Hjertesvikt": ["Gå uten å stoppe"]}


def test_what_is_for_no_problem_stands_under_other(patient, open_plan):
    plan = a_plan(patient[1])
    a_clinicians_goal(plan, [a_problem(plan, "KOLS")], "Færre innleggelser")
    a_clinicians_measure(plan, title="Vaksine")

    assert under_headings(open_plan(*patient)) == {"KOLS": ["Færre innleggelser"], "Other": ["Vaksine"]}


def test_mine_and_theirs_are_told_apart_by_a_word(patient, open_plan):
    plan = a_plan(patient[1])
    a_clinicians_goal(plan, text="Gå til butikken", expressed_by="patient")
    a_clinicians_goal(plan, text="Færre innleggelser")

    page = open_plan(*patient)

    page.mustcontain("Your goal", "From Prøvesund legesenter")


def test_who_does_what_is_said(patient, open_plan):
    plan = a_plan(patient[1])
    a_clinicians_measure(plan)
    a_clinicians_measure(plan, title="Kontroll", performer="clinician", performer_name="Ola Testesen")

    open_plan(*patient).mustcontain("You do this", "Ola Testesen does this")


def test_only_what_the_patient_does_has_a_kind(patient, open_plan):
    plan = a_plan(patient[1])
    a_clinicians_measure(plan, category_text="Egentrening")
    a_clinicians_measure(plan, title="Kontroll", performer="clinician", category_text="Klinikkarbeid")

    open_plan(*patient).mustcontain("Egentrening", no="Klinikkarbeid")


def test_peoples_words_carry_their_language(patient, open_plan):
    a_self_care_plan(patient[1], language="se", title="Go vuoigŋan hedjona")

    heading = open_plan(*patient).html.select_one("h2[lang=se]")

    assert heading.text == "Go vuoigŋan hedjona"


def test_without_a_plan_a_sentence_says_what_will_be_here(patient, open_plan):
    open_plan(*patient).mustcontain("Your plan will be here", no=["Green zone", "Print"])


def test_an_ended_treatment_plan_can_still_be_read(patient, open_plan):
    a_treatment_plan(patient[1], status="completed")

    open_plan(*patient).mustcontain("The treatment plan ended", "Færre innleggelser")


def test_the_zones_of_an_ended_self_care_plan_are_not_shown(patient, open_plan):
    a_self_care_plan(patient[1], status="completed")

    open_plan(*patient).mustcontain("Its zones no longer hold", no=["Mer tungpustet enn vanlig", "Når pusten blir dårligere"])


@pytest.mark.parametrize("status", ["draft", "entered-in-error"])
def test_drafts_and_mistakes_are_nobodys_to_read(patient, open_plan, status):
    a_treatment_plan(patient[1], status=status, title="Feil plan")

    open_plan(*patient).mustcontain("Your plan will be here", no=["Feil plan", "KOLS", "Færre innleggelser"])


def test_the_next_review_is_told_with_its_date(patient, open_plan):
    a_treatment_plan(patient[1], review_on=date.today() + timedelta(days=30))  # noqa: DTZ011

    open_plan(*patient).mustcontain("The plan is gone through again")


def test_a_long_description_stands_behind_a_tap_and_open_on_paper(patient, open_plan):
    a_treatment_plan(patient[1], description="Lang tekst. " * 60)

    assert "Lang tekst." in open_plan(*patient).html.select_one("details.fold").text
    assert not open_plan(*patient, "plan/print").html.select("details.fold")


def test_on_paper_everything_is_unfolded(patient, open_plan):
    a_self_care_plan(patient[1])
    a_treatment_plan(patient[1])
    a_check_in(opened_by_patient(*patient), "green")

    page = open_plan(*patient, "plan/print")

    page.mustcontain("Plan for Kari Testesen")
    assert not page.html.select("details:not([open])")


def test_a_relative_with_fullmakt_reads_the_plan_as_the_patients(patient, open_plan):
    a_treatment_plan(patient[1])
    relative = a_person("Datter")
    a_fullmakt(patient[1], relative)

    page = open_plan(relative, patient[1])

    page.mustcontain("On behalf of Kari Testesen", "Kari does this", no="You do this")


@pytest.mark.parametrize("room", ["plan", "plan/print", "plan/history"])
def test_a_stranger_finds_nothing(patient, open_plan, room):
    word = canaries.plant("kanariord-i-planen", patient[0].id)
    a_self_care_plan(patient[1], three_zones(yellow=word))

    assert open_plan(a_person(), patient[1], room, status=404).status_int == 404


def test_a_clinician_outside_the_team_finds_nothing(patient, open_plan):
    a_self_care_plan(patient[1])
    person, clinician = a_clinician()

    open_plan(person, patient[1], clinician=clinician, status=404)


@pytest.mark.parametrize("room", ["plan", "plan/print", "plan/history"])
def test_nothing_under_the_plan_takes_a_post(patient, phone, room):
    a_self_care_plan(patient[1])
    signed_in = phone().sign_in(patient[0])
    token = signed_in.get(f"/records/{patient[1].id}/check-ins/new").html.select_one("[name=csrf_token]")["value"]

    answer = signed_in.post(f"/records/{patient[1].id}/{room}", {"csrf_token": token, "title": "Min plan"}, expect_errors=True)

    assert answer.status_int in (404, 405)


def test_hostile_words_are_only_words(patient, open_plan):
    hostile = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>"
    plan = a_treatment_plan(patient[1], title=hostile, description=hostile)
    a_clinicians_measure(plan, [a_problem(plan, hostile)], hostile, description=hostile, category_text=hostile)
    a_self_care_plan(patient[1], three_zones(green=hostile, yellow=hostile, red=hostile))

    for room in ("plan", "plan/print", "plan/history"):
        page = open_plan(*patient, room)
        assert not page.html.select("script:-soup-contains(alert), img[onerror]")


def test_the_care_team_reads_the_plan_in_the_clinic_not_here(patient, open_plan):
    person, nurse = a_clinician()
    a_care_team_member(patient[1], nurse)

    open_plan(person, patient[1], clinician=nurse, status=403)


def open_zones(page) -> list[str]:
    return [name.text for name in page.html.select("details.zone[open] > summary h2")]


def under_headings(page) -> dict[str, list[str]]:
    """Titles of goals and measures by the heading they stand under."""
    parts = page.html.select("section.plan-problem")
    return {part.h2.text.strip(): [title.text for title in part.select(".plan-item__title")] for part in parts}
