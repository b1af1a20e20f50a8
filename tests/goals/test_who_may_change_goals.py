"""Whose goals are whose, whatever is sent."""

from __future__ import annotations

from uuid import uuid4

import pytest
from sqlalchemy import select

from app.models.goal import Goal
from app.platform import clock
from app.platform.db import db
from tests.factories.at_home import a_home
from tests.factories.goal import a_clinicians_goal, a_goal
from tests.factories.measure import a_day, a_measure
from tests.support.phone import form_to

ACTS = ("edit", "achievement", "release", "reopening")
WORDS = {"text": "Kapret", "version": "1", "note": "", "target_on-day": "", "target_on-month": "", "target_on-year": ""}


@pytest.mark.parametrize("act", ACTS)
def test_a_clinicians_goal_is_not_changed_by_a_forged_form(kari, act):
    goal = a_clinicians_goal(kari.nurse, "Du er i bevegelse")

    post(kari.phone, kari.at(f"/goals/{goal.id}/{act}"), kari.at("/goals/new"), status=403)

    assert now(goal) == ("Du er i bevegelse", "active", 1)


@pytest.mark.parametrize("act", [*ACTS, "comments"])
def test_a_relative_changes_no_goals_and_says_nothing_in_the_patients_place(kari, act):
    goal = a_goal(kari.me, "Mitt")
    any_form = kari.at(f"/measures/{a_measure(kari.me).id}/occurrences/skip?due_on={a_day()}&due_time=")

    post(kari.relative(), kari.at(f"/goals/{goal.id}/{act}"), any_form, status=403)

    assert now(goal) == ("Mitt", "active", 1)


def test_a_relative_reads_the_goals_and_sees_no_buttons(kari):
    goal = a_goal(kari.me, "Mitt mål", matters_most=True)

    page = kari.relative().get(kari.at(f"/goals/{goal.id}"))

    assert "The goal of Kari" in page
    assert not page.html.select("main form")
    assert not page.html.select("main a[href$='/edit']")


@pytest.mark.parametrize("act", ["", "/edit"])
def test_another_persons_goal_does_not_exist(kari, phone, act):
    other = a_home(phone, "Tom")
    goal = a_goal(other.me, "Toms")

    kari.phone.get(kari.at(f"/goals/{goal.id}{act}"), status=404)
    kari.phone.get(other.at(f"/goals/{goal.id}{act}"), status=404)


@pytest.mark.parametrize("act", [*ACTS, "comments"])
def test_another_persons_goal_cannot_be_acted_on_through_ones_own_record(kari, phone, act):
    goal = a_goal(a_home(phone, "Tom").me, "Toms")

    post(kari.phone, kari.at(f"/goals/{goal.id}/{act}"), kari.at("/goals/new"), status=404)

    assert now(goal) == ("Toms", "active", 1)


@pytest.mark.parametrize("act", [*ACTS, "comments"])
def test_a_deleted_goal_does_not_exist(kari, act):
    goal = a_goal(kari.me, "Borte")
    goal.deleted_at = clock.now()
    db.session.commit()

    kari.phone.get(kari.at(f"/goals/{goal.id}"), status=404)
    post(kari.phone, kari.at(f"/goals/{goal.id}/{act}"), kari.at("/goals/new"), status=404)


def test_a_new_goal_never_takes_the_place_of_another_persons(kari, phone):
    goal = a_goal(a_home(phone, "Tom").me, "Toms")

    form = form_to(kari.phone.get(kari.at("/goals/new")), "/goals/new")
    form["text"], form["id"] = "Karis", str(goal.id)
    page = form.submit().follow()

    assert "Karis" in page
    assert now(goal) == ("Toms", "active", 1)


def test_a_goal_there_never_was_does_not_exist(kari):
    kari.phone.get(kari.at(f"/goals/{uuid4()}"), status=404)
    kari.phone.get(kari.at("/goals/not-a-goal"), status=404)


def post(phone, address, form_page, status):
    """Send what a forged form would send, with a good token."""
    token = phone.get(form_page).html.select_one("[name=csrf_token]")["value"]
    return phone.post(address, {**WORDS, "csrf_token": token}, status=status)


def now(goal):
    db.session.expire_all()
    row = db.session.scalars(select(Goal).filter_by(id=goal.id)).one()
    return row.text, row.status, row.version
