"""What people type about measures, and what the form says to it."""

from __future__ import annotations

import pytest

from tests.support.phone import form_to


@pytest.mark.parametrize(
    ("typed", "help_"),
    [
        ({"title": ""}, "Write what you want to do."),
        ({"title": "   "}, "Write what you want to do."),
        ({"title": "a" * 10_000}, "shorten it to at most 200"),
        ({"description": "a" * 10_000}, "shorten it to at most 2000"),
        ({"time_1": "25:99"}, "hours and minutes"),
        ({"time_6": "kvart over"}, "hours and minutes"),
        ({"latest_by": "24:00"}, "hours and minutes"),
        ({"time_1": "12:00", "latest_by": "11:00"}, "later than the time"),
        ({"kind": "weekdays"}, "Choose at least one day."),
        ({"kind": "weeks", "every": "null"}, "whole number of weeks"),
        ({"kind": "weeks", "every": "1,5"}, "whole number of weeks"),
        ({"kind": "weeks", "every": "-1"}, "whole number of weeks"),
        ({"kind": "weeks", "every": "9" * 20}, "whole number of weeks"),
        ({"starts_on-day": "31", "starts_on-month": "2"}, "Write a date that exists"),
        ({"until_on-day": "1", "until_on-month": "1", "until_on-year": "1999"}, "must not come before"),
    ],
)
def test_what_cannot_be_read_comes_back_with_help_and_nothing_lost(kari, typed, help_):
    form = form_to(kari.phone.get(kari.at("/measures/new")), "/measures/new")
    for name, value in ({"title": "Gå ut"} | typed).items():
        form[name] = value

    page = form.submit(status=422)

    assert help_ in page.html.select_one("#error-summary").text
    kept = form_to(page, "/measures/new")
    assert all(kept[name].value == value.strip() for name, value in typed.items())


@pytest.mark.parametrize("forged", [{"kind": "hourly"}, {"kind": ""}])
def test_a_choice_that_was_not_offered_is_asked_again(kari, forged):
    form = form_to(kari.phone.get(kari.at("/measures/new")), "/measures/new")
    form["title"] = "Gå ut"
    form["kind"].force_value(forged["kind"])

    assert "Choose how often." in form.submit(status=422)


def test_a_kind_and_days_that_were_not_offered_are_left_out(kari):
    form = form_to(kari.phone.get(kari.at("/measures/new")), "/measures/new")
    form["title"] = "Gå ut"
    form["category"].force_value("666")

    form.submit(status=303)


@pytest.mark.parametrize("title", ["💪🏽", "<b>fet</b>", "ŋđŧ", "O'Hara & co"])
def test_every_letter_people_write_is_kept(kari, title):
    form = form_to(kari.phone.get(kari.at("/measures/new")), "/measures/new")
    form["title"] = title

    assert form.submit().follow().html.h1.text == title
