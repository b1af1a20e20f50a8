"""How it develops, as pictures, as sentences and as tables."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest

from tests.check_ins.counting import statements
from tests.factories.check_in import a_check_in
from tests.factories.people import a_patient, opened_by_patient
from tests.factories.reading import daily_values

pytestmark = pytest.mark.usefixtures("database")


@pytest.fixture
def patient(database):
    return a_patient()


@pytest.fixture
def progress(patient, phone):
    its_phone = phone().sign_in(patient[0])
    return lambda days="": its_phone.get(f"/records/{patient[1].id}/progress" + (f"?days={days}" if days else ""))


def test_before_the_first_check_in_it_says_what_will_be_here(progress):
    assert "It begins with your first check-in." in progress()


def test_zones_alone_are_shown_without_any_values(patient, progress):
    a_check_in(opened_by_patient(*patient), "yellow")

    page = progress()

    assert "Yellow zone on 1 day. No check-in on 29 days." in page.html.select_one("#zones desc").text
    assert "Your numbers will be drawn here" in page


def test_not_sure_is_not_counted_as_green(patient, progress):
    a_check_in(opened_by_patient(*patient), None)

    words = progress().html.select_one("#zones desc").text

    assert "Not sure on 1 day." in words
    assert "Green" not in words


def test_a_chart_says_in_words_what_it_shows_and_has_its_table(patient, progress):
    daily_values(opened_by_patient(*patient), "weight", ["70.0", "72.4", "71.5"])

    card = progress().html.select_one("#weight")

    assert card.select_one(".figure__value").text == "71.5"
    plot = card.find("svg", role="img")
    assert plot["aria-labelledby"] == "weight-title weight-text"
    assert "3 values since" in card.select_one("#weight-text").text
    assert "the lowest 70.0 and the highest 72.4" in card.select_one("#weight-text").text
    assert [cell.text for cell in card.select("td.is-number")] == ["71.5", "72.4", "70.0"]
    assert all(head.get("scope") for head in card.select("th"))
    assert card.find("caption")


def test_days_without_values_are_a_gap_in_the_line(patient, progress):
    daily_values(opened_by_patient(*patient), "weight", ["70", "71", None, None, None, "72", "73"])

    assert len(progress("7").html.select("#weight .progress-chart__plot .chart__line")) == 2


def test_a_blood_pressure_is_one_chart_with_two_lines_that_look_different(patient, progress):
    opened = opened_by_patient(*patient)
    for days in range(3):
        values = {"blood_pressure_systolic": "141", "blood_pressure_diastolic": "84"}
        a_check_in(opened, ago=timedelta(days=days), readings=values)

    card = progress().html.select_one("#blood_pressure")

    assert card.select_one(".figure__value").text == "141/84"
    assert len(card.select("circle.chart__dot")) > 0 and len(card.select("rect.chart__dot")) > 0
    assert len(card.select(".progress-chart__plot .progress-chart__second")) == 2


def test_what_is_usual_for_oneself_is_a_soft_band_that_is_explained(patient, progress):
    daily_values(opened_by_patient(*patient), "oxygen_saturation", ["91", "92", "90"] * 4)

    card = progress().html.select_one("#oxygen_saturation")

    assert len(card.select(".chart__band")) == 1
    assert "90 to 92 %" in card.text


def test_with_few_green_days_there_is_no_band(patient, progress):
    daily_values(opened_by_patient(*patient), "oxygen_saturation", ["91"] * 12, zone="yellow")

    assert progress().html.select("#oxygen_saturation .chart__band") == []


def test_a_year_is_told_by_weeks_and_says_so(patient, progress):
    daily_values(opened_by_patient(*patient), "weight", ["70.0", None, None, None, None, None, None, "71.0", "72.0"])

    card = progress("365").html.select_one("#weight")

    assert "Each point is the middle value of one week." in card.text
    assert "the middle value of each week" in card.find("caption").text


@pytest.mark.parametrize("asked", ["0", "-7", "31", "x", "7%00", "9999999999999", "%E0%A5%AD"])
def test_a_span_that_is_none_of_ours_is_thirty_days(progress, asked):
    page = progress(asked).html

    assert page.select_one(".tabs [aria-current=page]").text == "30 days"


def test_a_value_from_before_the_span_is_still_the_last_one(patient, progress):
    a_check_in(opened_by_patient(*patient), ago=timedelta(days=20), readings={"glucose": "6.8"})

    card = progress("7").html.select_one("#glucose")

    assert card.select_one(".figure__value").text == "6.8"
    assert "Nothing was measured in these days." in card.text


def test_nothing_is_styled_in_the_page(patient, progress):
    daily_values(opened_by_patient(*patient), "weight", ["70.0", "72.4", "71.5"])

    assert not re.search(r"\sstyle=", progress().text)


def test_a_longer_history_costs_no_more_statements(patient, progress):
    opened, costs = opened_by_patient(*patient), []
    for _ in range(2):
        daily_values(opened, "weight", ["70"] * 10)
        progress()
        with statements() as run:
            progress()
        costs.append(len(run))

    assert costs[0] == costs[1]
