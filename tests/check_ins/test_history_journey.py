"""Everything that was sent, day by day."""

from __future__ import annotations

from datetime import timedelta

import pytest

from app.check_ins.queries import PAGE
from tests.factories.acknowledgement import an_acknowledgement
from tests.factories.check_in import a_check_in
from tests.factories.people import a_clinician, a_patient, opened_by_patient

pytestmark = pytest.mark.usefixtures("database")


@pytest.fixture
def patient(database):
    return a_patient()


@pytest.fixture
def history(patient, phone):
    its_phone = phone().sign_in(patient[0])
    return lambda: its_phone.get(f"/records/{patient[1].id}/check-ins")


def test_before_the_first_it_says_what_will_be_here(history):
    assert "The first comes when you check in." in history()


def test_days_the_newest_first_with_all_that_was_said(patient, history):
    opened = opened_by_patient(*patient)
    a_check_in(
        opened, "green", ago=timedelta(days=1), readings={"blood_pressure_systolic": "140", "blood_pressure_diastolic": "85"}
    )
    a_check_in(opened, "yellow", note="Tung natt", worried=True)

    page = history().html

    headings = [heading.text for heading in page.select("h2.day__heading")]
    assert [heading.split(",")[0] for heading in headings] == ["Today", "Yesterday"]
    assert "Blood pressure 140/85 mmHg" in page.text
    assert page.find("p", lang="nb").text == "Tung natt"
    assert page.text.index("Worried") < page.text.index("Green zone")


def test_who_has_seen_it_and_what_they_answered(patient, history):
    nurse, _ = a_clinician("Nina")
    an_acknowledgement(a_check_in(opened_by_patient(*patient)), nurse, "Fint å høre")

    page = history()

    assert f"Seen by {nurse.name} (nurse)" in page
    assert "Fint å høre" in page


def test_a_long_history_comes_page_by_page_without_losing_any(patient, history):
    opened = opened_by_patient(*patient)
    for hours in range(PAGE + 3):
        a_check_in(opened, ago=timedelta(hours=5 * hours), note=f"Notat {hours:02d}.")

    first = history()
    second = first.click("Earlier")

    assert first.text.count("Notat ") == PAGE
    assert second.text.count("Notat ") == 3
    assert "Earlier" not in second
