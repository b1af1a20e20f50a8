"""What one is told to do after a check-in: somebody to call at any hour, and what to follow when it gets worse."""

from __future__ import annotations

import pytest

from app.zones.rules import ContactContent
from tests.factories.people import a_patient
from tests.factories.plan import a_self_care_plan
from tests.support.phone import form_to

pytestmark = pytest.mark.usefixtures("database")
WORSE = "If you feel worse than this, follow the red zone."
NIGHT, TEAM = 'href="tel:116117"', 'href="tel:00001001"'


@pytest.fixture
def patient(database):
    return a_patient()


@pytest.fixture
def after(patient, phone):
    """The page after a check-in with that button of the first step."""
    its_phone = phone().sign_in(patient[0])

    def send(name, value):
        first = its_phone.get(f"/records/{patient[1].id}/check-ins/new")
        second = form_to(first, "/check-ins/new").submit(name, value=value).follow()
        return form_to(second, "/check-ins").submit().follow().text

    return send


@pytest.mark.parametrize(("name", "value", "lead"), [("worried", "y", "Call, and say"), ("zone", "unsure", "Read the zones")])
def test_worried_or_not_sure_at_night_somebody_answers_right_below_the_lead(patient, after, name, value, lead):
    a_self_care_plan(patient[1])

    page = after(name, value)

    assert page.index(lead) < page.index(NIGHT) < page.index(TEAM)
    assert "Out-of-hours doctor, when the others are closed" in page


def test_without_a_plan_nobody_else_is_spoken_of(after):
    page = after("worried", "y")

    assert page.index("Call, and say") < page.index(NIGHT) < page.index("This check-in")
    assert "when the others are closed" not in page


def test_yellow_with_contacts_that_close_has_one_who_does_not(patient, after):
    a_self_care_plan(patient[1])

    page = after("zone", "yellow")

    assert page.index("Whom to call") < page.index(NIGHT) < page.index(TEAM)


def test_yellow_with_one_who_always_answers_is_left_as_it_is(patient, after):
    a_self_care_plan(patient[1], contacts=(ContactContent("Teamet", None, "00 00 10 01", "Hele døgnet", ("yellow",)),))

    page = after("zone", "yellow")

    assert page.index(TEAM) < page.index(NIGHT)


def test_green_does_not_send_anybody_to_the_out_of_hours_doctor(patient, after):
    a_self_care_plan(patient[1])

    page = after("zone", "green")

    assert page.index(TEAM) < page.index(NIGHT)


def test_red_still_has_113_before_everything(patient, after):
    a_self_care_plan(patient[1])

    page = after("zone", "red")

    assert page.index('href="tel:113"') < page.index(NIGHT)
    assert page.count(NIGHT) == 1
    assert "when the others are closed" not in page


@pytest.mark.parametrize("level", ["green", "yellow"])
def test_green_and_yellow_say_what_to_follow_if_it_is_worse(patient, after, level):
    assert WORSE in after("zone", level)

    a_self_care_plan(patient[1])

    assert after("zone", level).count(WORSE) == 1


def test_red_does_not_send_one_to_red(patient, after):
    a_self_care_plan(patient[1])

    assert WORSE not in after("zone", "red")


def test_where_the_zone_is_picked_worse_is_red_before_anything_can_be_picked(patient, phone):
    page = phone().sign_in(patient[0]).get(f"/records/{patient[1].id}/check-ins/new").text

    assert page.index("choose the red zone") < page.index('value="green"')
