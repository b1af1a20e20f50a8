"""What has changed in a plan, in words."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from app.goals.rules import GoalStatus
from app.plans.actions import register_plan, revise_plan
from app.plans.rules import PlanStatus
from app.platform.db import db
from tests.factories.people import a_patient
from tests.plans.contents import a_goal, a_writer, self_care, treatment

pytestmark = pytest.mark.usefixtures("database")
START = datetime(2026, 3, 2, 9, tzinfo=UTC)


@pytest.fixture
def patient():
    return a_patient("Kari")


@pytest.fixture
def history(phone, patient):
    """Opens the history as the patient."""
    return lambda query="", **expected: (
        phone().sign_in(patient[0]).get(f"/records/{patient[1].id}/plan/history{query}", **expected)
    )


def test_the_first_version_is_the_plan_being_written(patient, history):
    written(patient, treatment())

    page = history()

    page.mustcontain("The treatment plan was written", "1 problem, 1 goal, and 1 measure", "By Nina Testesen (nurse)")
    assert len(page.html.select("article")) == 1


def test_a_nurses_change_of_a_zone_is_told_with_old_and_new_words(patient, history):
    plan = self_care()
    green, yellow, red = plan.zones
    written(patient, plan, replace(plan, zones=(green, replace(yellow, action="Hvil i dag\nRing oss før klokka 15"), red)))

    event = history().html.select_one("article")

    assert told(event, "h3") == ["Yellow zone Changed"]
    assert told(event, "li") == ["Taken away Ring oppfølgingsteamet", "New Ring oss før klokka 15"]
    assert told(event, ".history__why") == ["Why: Etter kontroll"]


def test_a_changed_rhythm_is_told_in_words(patient, history):
    plan = treatment()
    rhythm = replace(plan.measures[0].rhythm, times=("08:00",))
    written(patient, plan, replace(plan, measures=(replace(plan.measures[0], rhythm=rhythm),)))

    event = history().html.select_one("article")

    assert told(event, "dd") == ["Every day at 07:00", "Every day at 08:00"]


def test_a_new_goal_and_one_taken_away_are_told(patient, history):
    plan = treatment(goals=(a_goal("Færre innleggelser"),))
    written(patient, plan, replace(plan, goals=(a_goal("Gå lenger"),)))

    assert sorted(told(history().html.select_one("article"), "h3")) == [
        "Goal Færre innleggelser Taken away",
        "Goal Gå lenger Added",
    ]


def test_an_ended_plan_is_told(patient, history):
    plan = treatment()
    written(patient, plan, replace(plan, status=PlanStatus.COMPLETED))

    assert told(history().html.select_one("article"), "dd") == ["Active", "Finished"]


def test_a_comment_alone_is_told_too(patient, history):
    plan = self_care()
    written(patient, plan, plan)

    history().mustcontain("Etter kontroll", "Something was changed that is not shown in the plan.")


def test_what_was_entered_by_mistake_leaves_no_trace_to_read(patient, history):
    plan = treatment(goals=(a_goal("Noe om en annen"),))
    wrong = replace(plan.goals[0], status=GoalStatus.ENTERED_IN_ERROR)
    written(patient, plan, replace(plan, goals=(wrong,)))

    history().mustcontain("The treatment plan was written", no="Noe om en annen")


def test_the_newest_stands_first_and_the_rest_is_a_page_away(patient, history):
    plan = self_care()
    written(patient, plan, *(replace(plan, title=f"Versjon {number}") for number in range(1, 25)))

    first = history()
    rest = first.click("Earlier")

    assert "Versjon 24" in first.html.main.text and "The self-care plan was written" not in first
    assert "Versjon 24" not in rest.html.main.text and "The self-care plan was written" in rest
    assert rest.click("Later").request.path_qs == first.request.path_qs


@pytest.mark.parametrize("number", ["0", "-1", "x", "", "99999999", "%C2%B2"])
def test_a_page_that_is_none_is_not_there(history, number):
    history(f"?page={number}", status=404)


def test_a_page_beyond_the_last_is_empty(history):
    history("?page=7").mustcontain("Nothing has been written yet")


def test_hostile_words_are_only_words(patient, history):
    hostile = "<script>alert(1)</script>"
    plan = self_care()
    written(patient, plan, replace(plan, title=hostile), comment=hostile)

    page = history()

    page.mustcontain("&lt;script&gt;alert(1)")
    assert not page.html.select("script:-soup-contains(alert)")


def written(patient, first, *later, comment="Etter kontroll"):
    """The plan as its nurse wrote it, then as she changed it, a day apart."""
    record = a_writer(patient)
    with time_machine.travel(START, tick=True):
        plan = register_plan(record, first)
        db.session.commit()
    for number, content in enumerate(later, start=1):
        with time_machine.travel(START + timedelta(days=number), tick=True):
            revise_plan(record, plan.id, number, content, comment)
            db.session.commit()


def told(event, selector):
    """The words of each element, as read out."""
    return [" ".join(each.get_text(" ").split()) for each in event.select(selector)]
