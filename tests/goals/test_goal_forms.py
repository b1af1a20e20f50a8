"""What people type about goals, and what the form says to it."""

from __future__ import annotations

import pytest

from tests.factories.goal import a_goal
from tests.support.phone import form_to


@pytest.mark.parametrize(
    ("typed", "help_"),
    [
        ({"text": ""}, "Write what you want to reach."),
        ({"text": " \n "}, "Write what you want to reach."),
        ({"text": "a" * 10_000}, "shorten it to at most 500"),
        ({"text": "x", "target_on-day": "31", "target_on-month": "2", "target_on-year": "2026"}, "Write a date that exists"),
        ({"text": "x", "target_on-day": "1"}, "Write a date that exists"),
        ({"text": "x", "target_on-day": "1", "target_on-month": "1", "target_on-year": "26"}, "with four digits"),
        ({"text": "x", "target_on-day": "én", "target_on-month": "to", "target_on-year": "tre"}, "Write a date that exists"),
    ],
)
def test_what_cannot_be_read_comes_back_with_help_and_nothing_lost(kari, typed, help_):
    form = form_to(kari.phone.get(kari.at("/goals/new")), "/goals/new")
    for name, value in typed.items():
        form[name] = value

    page = form.submit(status=422)

    assert help_ in page.html.select_one("#error-summary").text
    kept = form_to(page, "/goals/new")
    assert all(kept[name].value.strip() == value.strip() for name, value in typed.items())


@pytest.mark.parametrize(
    "text", ["💪🏽 opp trappa", "linje én\nlinje to", "<script>alert(1)</script>", 'O\'Hara & "co"', "ŋđŧ čáhci"]
)
def test_every_letter_people_write_is_kept(kari, text):
    form = form_to(kari.phone.get(kari.at("/goals/new?matters=1")), "/goals/new")
    form["text"] = text

    page = form.submit().follow()

    assert page.html.select_one(".quote p").text == text


def test_control_characters_are_left_out(kari):
    form = form_to(kari.phone.get(kari.at("/goals/new?matters=1")), "/goals/new")
    form["text"] = "Gå\x00 \x07ut\x1b"

    assert form.submit().follow().html.select_one(".quote p").text == "Gå ut"


def test_a_change_that_cannot_be_read_keeps_its_version_and_can_be_mended(kari):
    goal = a_goal(kari.me, "Gå ut")
    form = form_to(kari.phone.get(kari.at(f"/goals/{goal.id}/edit")), "/edit")
    form["text"] = ""
    form = form_to(form.submit(status=422), "/edit")
    form["text"] = "Gå langt ut"

    assert form.submit().follow().html.h1.text == "Gå langt ut"


def test_a_lost_version_is_a_stale_form_and_not_a_failure(kari):
    goal = a_goal(kari.me, "Gå ut")
    form = form_to(kari.phone.get(kari.at(f"/goals/{goal.id}/edit")), "/edit")
    form["version"] = "99999999999999999999"

    form.submit(status=409)


def test_a_comment_too_long_comes_back_whole(kari):
    goal = a_goal(kari.me, "Gå ut")
    form = form_to(kari.phone.get(kari.at(f"/goals/{goal.id}")), "/comments")
    form["text"] = "a" * 3000

    assert form_to(form.submit(status=422), "/comments")["text"].value == "a" * 3000


def test_a_note_on_letting_go_too_long_comes_back_whole(kari):
    goal = a_goal(kari.me, "Gå ut")
    form = form_to(kari.phone.get(kari.at(f"/goals/{goal.id}")), "/release")
    form["note"] = "a" * 3000

    assert form_to(form.submit(status=422), "/release")["note"].value == "a" * 3000
